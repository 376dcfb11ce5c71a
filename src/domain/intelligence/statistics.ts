/** Statistics of the region's work: what they are grouped by, and which of their numbers are withheld. docs/statistics.md. */
import { z } from "zod";

const GROUPINGS = ["state", "lab", "calibre", "region", "month"] as const;
export const groupingSchema = z.enum(GROUPINGS);
export type Grouping = z.infer<typeof groupingSchema>;

/** Numbers of one group; null where a number of other states is withheld. */
export interface Counts {
  readonly acquisitions: number | null;
  readonly candidates: number | null;
  readonly viewedInTime: number | null;
  readonly viewedLate: number | null;
  readonly notViewed: number | null;
  readonly leads: number | null;
  readonly hits: number | null;
}
const COUNTS = [
  "acquisitions",
  "candidates",
  "viewedInTime",
  "viewedLate",
  "notViewed",
  "leads",
  "hits",
] as const satisfies readonly (keyof Counts)[];

/** Hours; null where nothing was measured, or where that is withheld. */
export interface Turnaround {
  readonly count: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

/**
 * Where one number of a column is withheld alone, the smallest that is left goes with it: a total read elsewhere, less what is
 * shown, would give it away. `rows` are those of other states, taken together.
 */
export function withholdComplements<Row extends Counts>(rows: readonly Row[]): readonly Row[] {
  const smallest = new Map<keyof Counts, Row>();
  for (const count of COUNTS) {
    if (rows.filter((row) => row[count] === null).length !== 1) continue;
    const shown = rows.filter((row) => row[count] !== null).sort((a, b) => Number(a[count]) - Number(b[count]));
    if (shown[0] !== undefined) smallest.set(count, shown[0]);
  }
  return rows.map((row) => {
    const withheld = [...smallest].filter(([, other]) => other === row).map(([count]) => [count, null]);
    return withheld.length === 0 ? row : { ...row, ...Object.fromEntries(withheld) };
  });
}
