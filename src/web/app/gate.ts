/**
 * What must be answered before work goes on: a sign-in that ran out, a purpose that was not stated. The page stays as it is behind the
 * dialog, with all that was typed; what was asked is asked again when the gate opens.
 */
import { useSyncExternalStore } from "react";
import { Refusal } from "../api/refusal.ts";

export type Gate = "open" | "sign_in" | "purpose" | "second_factor";

let current: Gate = "open";
const listeners = new Set<() => void>();
let waiting: (() => void)[] = [];

function show(gate: Gate): void {
  current = gate;
  for (const listener of listeners) listener();
}

export function useGateState(): Gate {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** The person answered: everything that waited is asked again. */
export function openGate(): void {
  show("open");
  const all = waiting;
  waiting = [];
  for (const again of all) again();
}

const GATES: Readonly<Record<string, Gate>> = {
  UNAUTHENTICATED: "sign_in",
  PURPOSE_REQUIRED: "purpose",
  SECOND_FACTOR_REQUIRED: "second_factor",
};

/** The gate that a refusal closes, or null. */
function gateOf(error: unknown): Gate | null {
  return error instanceof Refusal ? (GATES[error.code] ?? null) : null;
}

function closeGate(gate: Gate): void {
  if (current !== gate) show(gate);
}

/** Does it; where a gate is closed it waits until the person answered, and does it again. */
export async function passGate<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const gate = gateOf(error);
      if (gate === null) throw error;
      closeGate(gate);
      await new Promise<void>((done) => waiting.push(done));
    }
  }
}
