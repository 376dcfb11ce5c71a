/**
 * One key for one decision: a second press after a lost line sends the same key, another content gets another. So does what was refused,
 * which is given as `refused`: the service repeats an answer that it gave to a key, and what stood against it may be gone by now.
 */
import { useCallback, useRef } from "react";
import { makeIdempotencyKey } from "../api/client.ts";
import type { Refusal } from "../api/refusal.ts";

export function useIdempotencyKey(): (content: unknown, refused?: Refusal | null) => string {
  const last = useRef({ text: "", key: "" });
  return useCallback((content, refused = null) => {
    const text = JSON.stringify(content);
    if (text !== last.current.text || wasAnswered(refused)) last.current = { text, key: makeIdempotencyKey() };
    return last.current.key;
  }, []);
}

/** The service said no; after a lost line nobody knows what it said. */
export const wasAnswered = (refused: Refusal | null): boolean => refused !== null && refused.status > 0;
