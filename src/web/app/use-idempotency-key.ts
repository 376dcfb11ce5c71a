/** One key for one decision: a second press after a lost line sends the same key, another content gets another. */
import { useCallback, useRef } from "react";
import { makeIdempotencyKey } from "../api/client.ts";

export function useIdempotencyKey(): (content: unknown) => string {
  const last = useRef({ text: "", key: "" });
  return useCallback((content) => {
    const text = JSON.stringify(content);
    if (text !== last.current.text) last.current = { text, key: makeIdempotencyKey() };
    return last.current.key;
  }, []);
}
