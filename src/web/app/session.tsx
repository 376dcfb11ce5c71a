/** Who works here. Everything behind the sign-in may ask `useSelf()`. */

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import { api, ask } from "../api/client.ts";
import type { operations } from "../api/schema.d.ts";
import { queries } from "./queries.ts";

export type Self = operations["readMe"]["responses"][200]["content"]["application/json"];
export type Role = Self["roles"][number];

const SelfContext = createContext<Self | null>(null);

export const SELF_KEY = ["me"] as const;

/** Read past the gate: who is nobody yet goes to the sign-in page, not to a dialog over nothing. */
export function useReadSelfOnce() {
  return useQuery({ queryKey: SELF_KEY, queryFn: () => ask(api.GET("/v1/me")), staleTime: Number.POSITIVE_INFINITY });
}

/** Outside of what is drawn; null where it is not known. */
export const findSelf = (): Self | null => queries.getQueryData<Self>(SELF_KEY) ?? null;

export function SelfProvider({ self, children }: { self: Self; children: ReactNode }) {
  return <SelfContext value={self}>{children}</SelfContext>;
}

export function useSelf(): Self {
  const self = use(SelfContext);
  if (self === null) throw new Error("useSelf is for pages behind the sign-in.");
  return self;
}

/** Null where nobody has signed in yet, or it is not known. */
export function useSelfIfKnown(): Self | null {
  return use(SelfContext);
}

export function hasRole(self: Self, ...roles: readonly Role[]): boolean {
  return roles.some((role) => self.roles.includes(role));
}
