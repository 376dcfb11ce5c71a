/** What is being drawn and typed: kept in the tab until it is recorded, also through a reload or a sign-in that ran out. */
import { useCallback, useEffect, useRef } from "react";
import { useDraft } from "../../app/use-draft.ts";
import { type AnnotationDraft, draftOf } from "../../viewers/annotation-shapes.ts";
import { set } from "../../viewers/microscope-state.ts";
import type { DrawnOn, ListedAnnotation } from "./use-annotations.ts";
import type { UsedMicroscope } from "./use-microscope.ts";

interface Typed {
  readonly text: string;
  /** Of a correction. */
  readonly reason: string;
  readonly correcting: string | null;
  readonly draft: AnnotationDraft | null;
}

const NOTHING: Typed = { text: "", reason: "", correcting: null, draft: null };

export function useAnnotationDraft(
  { linkageId, candidateId }: Pick<DrawnOn, "linkageId" | "candidateId">,
  { store, state }: UsedMicroscope,
) {
  const [typed, keep, forget] = useDraft<Typed>(`review.${linkageId}.annotation.${candidateId}`, NOTHING);
  const first = useRef(typed.draft);
  useEffect(() => {
    if (first.current !== null) store.change(set({ draft: first.current, kind: first.current.kind }));
    first.current = null;
  }, [store]);
  const { draft } = state;
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(() => {
    if (first.current === null && draft !== latest.current.draft) keep({ ...latest.current, draft });
  }, [draft, keep]);
  const clear = useCallback(() => {
    forget();
    store.change(set({ draft: null }));
  }, [forget, store]);
  const type = (part: Partial<Pick<Typed, "text" | "reason">>) => keep({ ...typed, ...part });
  const correct = (row: ListedAnnotation) => {
    if (row.shape === null) return;
    const of = draftOf(row.shape, row.side);
    keep({ text: row.text ?? "", reason: "", correcting: row.id, draft: of });
    store.change(set({ draft: of, kind: of.kind, tool: "annotate", chosenAnnotation: row.id, start: null }));
  };
  return { typed, draft, type, clear, correct };
}
export type UsedDraft = ReturnType<typeof useAnnotationDraft>;
