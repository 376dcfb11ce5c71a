/** What was drawn on one pair of marks, numbered as it is shown; and what is drawn on the marks as they lie now. */
import { useMemo } from "react";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import type { DrawnAnnotation } from "../../viewers/annotation-shapes.ts";

export type Annotation = Schema<"ShownAnnotation">;
type Comparison = Schema<"CandidateEvidence">["comparisons"][number];

export interface ListedAnnotation extends Annotation {
  /** e.g. "A2"; a correction keeps the number. */
  readonly label: string;
  readonly own: boolean;
  /** The mark is the one that it was drawn on. */
  readonly fits: boolean;
}

/** What annotations are of. */
export interface DrawnOn {
  readonly linkageId: string;
  readonly candidateId: string;
  /** By which the marks lie that are shown. */
  readonly comparisonId: string;
  readonly comparisons: readonly Comparison[];
  /** A second examiner has concluded: everybody's are shown. */
  readonly verified: boolean;
}

/** Of a note on a mark and of the caption of a picture, as the API takes them. */
export const MOST_LETTERS = 500;

export const annotationsKey = (linkageId: string) => ["linkages", linkageId, "annotations"] as const;
/** Each reading of another state's is recorded. */
const STALE_MS = 60_000;

export function useAnnotations({ linkageId, candidateId, comparisonId, comparisons }: Omit<DrawnOn, "verified">) {
  const self = useSelf();
  const query = useAsked(
    annotationsKey(linkageId),
    () => ask(api.GET("/v1/linkages/{linkageId}/annotations", { params: { path: { linkageId } } })),
    { staleTime: STALE_MS },
  );
  const listed = useMemo(() => {
    const rows = (query.data?.annotations ?? []).filter((row) => row.candidateId === candidateId);
    const fits = (row: Annotation) => isSameMark(comparisons, row, comparisonId);
    return number(rows, self.id).map((row) => ({ ...row, fits: fits(row) }));
  }, [query.data, candidateId, comparisonId, comparisons, self.id]);
  const standing = useMemo(() => listed.filter((row) => row.standing), [listed]);
  const drawn = useMemo(
    () =>
      standing.flatMap(({ id, side, shape, label, text, own, fits }): DrawnAnnotation[] =>
        shape === null || !fits ? [] : [{ id, side, shape, label, text: text ?? "", own }],
      ),
    [standing],
  );
  return { query, standing, earlier: listed.filter((row) => !row.standing), drawn };
}
export type Annotations = ReturnType<typeof useAnnotations>;

/** The own first, so that the verification of a linkage leaves their numbers as they were. */
function number(rows: readonly Annotation[], self: string): readonly (Annotation & { label: string; own: boolean })[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const firstOf = (row: Annotation): Annotation => {
    const before = row.replaces === null ? undefined : byId.get(row.replaces);
    return before === undefined ? row : firstOf(before);
  };
  const ordered = [...rows].sort((one, other) => Number(other.accountId === self) - Number(one.accountId === self));
  const counts = { a: 0, b: 0 };
  const labels = new Map<string, string>();
  for (const row of ordered) {
    if (row.act !== "drawn") continue;
    counts[row.side] += 1;
    labels.set(row.id, `${row.side.toUpperCase()}${counts[row.side]}`);
  }
  return ordered.map((row) => ({
    ...row,
    label: labels.get(firstOf(row).id) ?? row.side.toUpperCase(),
    own: row.accountId === self,
  }));
}

function isSameMark(comparisons: readonly Comparison[], row: Annotation, shown: string): boolean {
  if (row.comparisonId === shown) return true;
  const markOf = (id: string) => comparisons.find((each) => each.id === id)?.marks?.[row.side];
  const [drawnOn, now] = [markOf(row.comparisonId), markOf(shown)];
  return drawnOn !== undefined && drawnOn.sha256 !== null && drawnOn.sha256 === now?.sha256;
}
