/** The one store of what the API gave, and the two ways that screens use it: `useAsked` to read, `useAct` to change. */
import {
  type DefaultError,
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "../api/refusal.ts";
import { DecisionKeys } from "./decision-keys.ts";
import { passGate } from "./gate.ts";

const STALE_MS = 15_000;
const TRIES = 3;

/** A request that found no line or a busy service is tried again; a refusal is an answer. */
function mayTryAgain(failures: number, error: unknown): boolean {
  return failures < TRIES && error instanceof Refusal && (error.code === "NETWORK" || error.code === "UNAVAILABLE");
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: STALE_MS, retry: mayTryAgain, networkMode: "always" },
    mutations: { retry: mayTryAgain, networkMode: "always" },
  },
});

/** Reads; waits behind the gate where a sign-in or a purpose is missing. */
export function useAsked<Data>(
  key: readonly unknown[],
  read: () => Promise<Data>,
  options: Omit<UseQueryOptions<Data, DefaultError>, "queryKey" | "queryFn"> = {},
): UseQueryResult<Data> {
  return useQuery({ queryKey: key, queryFn: () => passGate(read), ...options });
}

/**
 * Changes; then what begins with one of `refresh` is read anew. `act` sends its `key` as the Idempotency-Key: a second try after a lost
 * line counts once (decision-keys.ts). The input holds all that is decided, the version it is decided on included: another input gets
 * another key.
 */
export function useAct<Input, Data>(
  act: (input: Input, key: string) => Promise<Data>,
  options: {
    readonly refresh?: readonly (readonly unknown[])[];
    readonly onDone?: (data: Data, input: Input) => void;
  } = {},
): UseMutationResult<Data, Error, Input> {
  const client = useQueryClient();
  const [keys] = useState(() => new DecisionKeys());
  return useMutation({
    mutationFn: (input: Input) => passGate(() => act(input, keys.of(input))),
    onSuccess: async (data, input) => {
      options.onDone?.(data, input);
      await Promise.all((options.refresh ?? []).map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    // At last, so that whoever presses once more while the page is read anew sends nothing new.
    onSettled: (_data, error, input) => keys.settle(input, error),
  });
}
