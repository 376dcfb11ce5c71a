/**
 * Corrections of a record: only what somebody changed is kept, and sent. What another person changed meanwhile shows through, and is not
 * overwritten.
 */
import { useDraft } from "./use-draft.ts";

export function useChanges<Draft extends object>(
  key: string,
  standing: Draft,
): {
  readonly draft: Draft;
  /** Names of what differs from what stands. */
  readonly changed: readonly (keyof Draft)[];
  readonly setDraft: (draft: Draft) => void;
  readonly forget: () => void;
} {
  const [changes, setChanges, forget] = useDraft<Partial<Draft>>(key, {});
  const names = Object.keys(standing) as (keyof Draft)[];
  const differs = (name: keyof Draft, value: unknown) => JSON.stringify(value) !== JSON.stringify(standing[name]);
  const draft = { ...standing, ...changes };
  return {
    draft,
    changed: names.filter((name) => differs(name, draft[name])),
    setDraft(next) {
      const kept = names.filter((name) => differs(name, next[name])).map((name) => [name, next[name]]);
      setChanges(Object.fromEntries(kept) as Partial<Draft>);
    },
    forget,
  };
}
