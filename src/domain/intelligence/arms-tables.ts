/** SDG indicator 16.4.2 and the table for the national report on the UN Programme of Action. Formulas: docs/statistics.md. */
import type { StateCode } from "../vocabulary.ts";
import type { FirearmKind } from "./firearm.ts";

export interface ArmsCounts {
  readonly arms: number;
  readonly seized: number;
  readonly found: number;
  readonly surrendered: number;
  /** With a serial number that was read, in whole or in part. */
  readonly marked: number;
  /** Of these, with a known origin. */
  readonly markedKnown: number;
  /** That somebody was asked about. */
  readonly requested: number;
  readonly traced: number;
  readonly established: number;
  /** Answered, and of none of the answers an origin is known. */
  readonly notTraced: number;
  /** Asked about, and not answered. */
  readonly waiting: number;
}

export interface ArmsByKind extends ArmsCounts {
  readonly state: StateCode;
  readonly year: number;
  readonly kind: FirearmKind;
}

/** Of one state and year, the region's (null) among them. */
export interface Indicator extends ArmsCounts {
  readonly state: StateCode | null;
  readonly year: number;
  /** (traced + established) / arms, 0 to 1; null where there are no arms. */
  readonly share: number | null;
  /** markedKnown / marked: of those that could be traced by a mark; null where there are none. */
  readonly markedShare: number | null;
}

export interface ArmsTables {
  readonly indicator: readonly Indicator[];
  readonly byKind: readonly ArmsByKind[];
}

export const ARMS_COUNTS = [
  "arms",
  "seized",
  "found",
  "surrendered",
  "marked",
  "markedKnown",
  "requested",
  "traced",
  "established",
  "notTraced",
  "waiting",
] as const satisfies readonly (keyof ArmsCounts)[];

const NOTHING = Object.fromEntries(ARMS_COUNTS.map((name) => [name, 0])) as unknown as ArmsCounts;

function add(one: ArmsCounts, other: ArmsCounts): ArmsCounts {
  return Object.fromEntries(ARMS_COUNTS.map((name) => [name, one[name] + other[name]])) as unknown as ArmsCounts;
}

/** The indicator of each state and year, and of each year together where there are several states. */
export function tabulateArms(byKind: readonly ArmsByKind[]): ArmsTables {
  const states = new Set(byKind.map((row) => row.state));
  const sums = new Map<string, { state: StateCode | null; year: number; counts: ArmsCounts }>();
  for (const row of byKind) {
    for (const state of states.size > 1 ? [row.state, null] : [row.state]) {
      const key = `${row.year}/${state ?? ""}`;
      const counts = add(sums.get(key)?.counts ?? NOTHING, row);
      sums.set(key, { state, year: row.year, counts });
    }
  }
  const ordered = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  return {
    indicator: ordered.map(({ state, year, counts }) => ({
      state,
      year,
      ...counts,
      share: divide(counts.traced + counts.established, counts.arms),
      markedShare: divide(counts.markedKnown, counts.marked),
    })),
    byKind,
  };
}

const divide = (part: number, whole: number) => (whole === 0 ? null : part / whole);
