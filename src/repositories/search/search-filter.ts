/** Which marks a search looks at. What is not known matches everything: a filter never hides a true mate. */
import type { Category, ExhibitType, StateCode } from "../../domain/vocabulary.ts";
import type { SearchedMark } from "./searched-mark.ts";

export interface SearchFilter {
  /** Left out: every state. */
  readonly states?: readonly StateCode[] | undefined;
  /** "related" (where left out): the calibres of one group. */
  readonly calibres?: "related" | "any" | undefined;
  /** A cast counts as what it is a cast of. */
  readonly categories?: readonly Category[] | undefined;
  /** Days (YYYY-MM-DD) on which the case's event happened, both included. */
  readonly occurredFrom?: string | undefined;
  readonly occurredTo?: string | undefined;
}

/** What one firearm can have marked. A fragment is a bullet's. */
export const SEARCHED_TOGETHER: Readonly<Record<ExhibitType, readonly ExhibitType[]>> = {
  "cartridge case": ["cartridge case"],
  shotshell: ["shotshell"],
  bullet: ["bullet", "bullet fragment"],
  "bullet fragment": ["bullet", "bullet fragment"],
  firearm: ["firearm"],
};

/**
 * SQL that is true where `features f` may be a candidate of `mark`; `place` takes a value and gives its parameter. Only what is known
 * of the mark is asked, and of one table: it runs for every vector that the index gives.
 */
export function writeMatching(mark: SearchedMark, filter: SearchFilter, place: (value: unknown) => string): string {
  const { states } = filter;
  const scope = states === undefined ? mark.scope : mark.scope.filter((state) => states.includes(state));
  const conditions = [
    "not f.removed",
    `f.owner_state = any (${place(scope)}::text[])`,
    `f.exhibit_type = any (${place(SEARCHED_TOGETHER[mark.exhibitType])}::text[])`,
    `f.case_id <> ${place(mark.caseId)}::uuid`,
    `f.exhibit_root <> ${place(mark.exhibitRoot)}::uuid`,
    `f.acquisition_id <> all (${place(mark.sameBytes)}::uuid[])`,
    `(not f.national or f.owner_state = ${place(mark.ownerState)}::text or f.case_id = any (${place(mark.releasedCases)}::uuid[]))`,
  ];
  if (mark.barred.length > 0) {
    const named = `f.case_id = any (${place(mark.releasedCases)}::uuid[])`;
    conditions.push(`(f.owner_state || ' ' || f.category <> all (${place(mark.barred)}::text[]) or ${named})`);
  }
  if (mark.calibreGroup !== null && filter.calibres !== "any") {
    conditions.push(`(f.calibre_group = ${place(mark.calibreGroup)}::text or f.calibre_group is null)`);
  }
  for (const [name, value] of Object.entries(mark.excluding)) {
    conditions.push(`coalesce(f.excluding ->> ${place(name)}::text = ${place(value)}::text, true)`);
  }
  if (filter.categories !== undefined) conditions.push(`f.category = any (${place(filter.categories)}::text[])`);
  if (filter.occurredFrom !== undefined) {
    conditions.push(`(f.occurred_on >= ${place(filter.occurredFrom)}::date or f.occurred_on is null)`);
  }
  if (filter.occurredTo !== undefined) {
    conditions.push(`(f.occurred_on <= ${place(filter.occurredTo)}::date or f.occurred_on is null)`);
  }
  return conditions.join(" and ");
}
