/** Text that a reload or a closed lid does not lose: kept in this tab only, and gone when it was sent or the person signs out. */
import { useCallback, useState } from "react";

const PREFIX = "ribin.draft.";

/** As useState, for what somebody types; `key` names what it is about. */
export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void, forget: () => void] {
  const name = PREFIX + key;
  const [value, setValue] = useState<Value>(() => read(name) ?? initial);
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      sessionStorage.setItem(name, JSON.stringify(next));
    },
    [name],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(name);
    setValue(initial);
  }, [name, initial]);
  return [value, keep, forget];
}

/** What was typed under that key and not sent; null: nothing. */
export function readDraft<Value>(key: string): Value | null {
  return read<Value>(PREFIX + key);
}

/** The keys under which something is typed and not sent that begin so. */
export function listDrafts(beginning: string): readonly string[] {
  return Object.keys(sessionStorage)
    .filter((name) => name.startsWith(PREFIX + beginning))
    .map((name) => name.slice(PREFIX.length))
    .sort();
}

export function forgetDraft(key: string): void {
  sessionStorage.removeItem(PREFIX + key);
}

/** At sign-out: the next person at this machine finds nothing. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

function read<Value>(name: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") as Value | null;
  } catch {
    return null;
  }
}
