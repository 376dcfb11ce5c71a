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
import { Refusal } from "../api/refusal.ts";
import { passGate } from "./gate.ts";
import { wasAnswered } from "./use-idempotency-key.ts";

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
 * Changes; then what begins with one of `refresh` is read anew. Give `act` an Idempotency-Key that was made when the person decided: a
 * second try after a lost line counts once.
 */
export function useAct<Input, Data>(
  act: (input: Input) => Promise<Data>,
  options: {
    readonly refresh?: readonly (readonly unknown[])[];
    readonly onDone?: (data: Data, input: Input) => void;
    /** The service said no: to try once more is another decision, with a key of its own, for the service repeats what it answered to one. */
    readonly onRefused?: () => void;
  } = {},
): UseMutationResult<Data, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => passGate(() => act(input)),
    onError: (error) => {
      if (wasAnswered(error instanceof Refusal ? error : null)) options.onRefused?.();
    },
    onSuccess: async (data, input) => {
      options.onDone?.(data, input);
      await Promise.all((options.refresh ?? []).map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
