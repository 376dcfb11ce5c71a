import { z } from "zod";
import {
  type Category,
  categorySchema,
  type EventType,
  type ExhibitType,
  eventTypeSchema,
  exhibitTypeSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/**
 * One exhibit of a pair with its lab, and, where the case is of the state that asks or released to it, with the case. The database
 * gives no more (`exhibit_sides`); what a reader is shown of it, `viewSide` decides.
 */
export interface ExhibitSide {
  readonly exhibitId: string;
  readonly state: StateCode;
  readonly labName: string;
  readonly labContact: string;
  readonly exhibitType: ExhibitType;
  readonly category: Category;
  /** The same, but of a cast its original's. */
  readonly countedCategory: Category;
  readonly calibre: string | null;
  /**
   * Of a restricted case, a licensed firearm's test fire, a cast of either, or of a category that the agreement with the state that asks
   * leaves out: it leaves its state by release only.
   */
  readonly national: boolean;
  /** Since when its state took it out of the network: it is told to nobody. */
  readonly removedAt: Date | null;
  /** Whether the case is released to the state that asks, at the moment it asks. */
  readonly released: boolean;
  readonly case: SideCase | null;
}

interface SideCase {
  readonly id: string;
  readonly highProfile: boolean;
  readonly exhibitNumber: string;
  readonly caseNumber: string;
  readonly originatingAgency: string | null;
  readonly agencyReference: string | null;
  readonly eventType: EventType;
  readonly occurredOn: string | null;
  readonly place: string | null;
}

const rowSchema = z.object({
  exhibit_id: z.string(),
  owner_state: stateCodeSchema,
  lab_name: z.string(),
  lab_contact: z.string(),
  type: exhibitTypeSchema,
  category: categorySchema,
  counted_category: categorySchema,
  calibre: z.string().nullable(),
  is_national: z.boolean(),
  removed_at: z.date().nullable(),
  released: z.boolean(),
  case_id: z.string().nullable(),
});
const caseSchema = z.object({
  case_id: z.string(),
  high_profile: z.boolean(),
  exhibit_number: z.string(),
  case_number: z.string(),
  originating_agency: z.string().nullable(),
  agency_reference: z.string().nullable(),
  event_type: eventTypeSchema,
  occurred: z.string().nullable(),
  place: z.string().nullable(),
});

function parseSide(row: unknown): ExhibitSide {
  const r = rowSchema.parse(row);
  return {
    exhibitId: r.exhibit_id,
    state: r.owner_state,
    labName: r.lab_name,
    labContact: r.lab_contact,
    exhibitType: r.type,
    category: r.category,
    countedCategory: r.counted_category,
    calibre: r.calibre,
    national: r.is_national,
    removedAt: r.removed_at,
    released: r.released,
    case: r.case_id === null ? null : parseCase(row),
  };
}

function parseCase(row: unknown): SideCase {
  const r = caseSchema.parse(row);
  return {
    id: r.case_id,
    highProfile: r.high_profile,
    exhibitNumber: r.exhibit_number,
    caseNumber: r.case_number,
    originatingAgency: r.originating_agency,
    agencyReference: r.agency_reference,
    eventType: r.event_type,
    occurredOn: r.occurred,
    place: r.place,
  };
}

/**
 * SQL that is true where the exhibit whose id is the expression `exhibit` may be named at all to the state `state` (a parameter
 * such as "$1", cast to text; null: a reader of no state). In the name of a person it is their state and this moment that count.
 */
export function sqlMayBeNamed(exhibit: string, state: string, now: string): string {
  return `may_be_named(${exhibit}, ${state}, ${now})`;
}

/**
 * The same of many at once, and many times as fast: SQL that gives those of the exhibits, an array that the expression `exhibits` gives, that
 * may be named to the state `state`.
 */
export function sqlNamedAmong(exhibits: string, state: string, now: string): string {
  return `(select g.exhibit from named_among(${exhibits}, array[${state}], ${now}) g)`;
}

/** SQL that gives those of the states, an array, to which the exhibit may be named. */
export function sqlStatesNamed(exhibit: string, states: string, now: string): string {
  return `(select array_agg(g.viewer) from named_among(array[${exhibit}], ${states}, ${now}) g)`;
}

/** The sides of the exhibits, by exhibit id; `released` is as seen from `viewerState`. One that may not be named is not there. */
export async function findExhibitSides(
  tx: SqlExecutor,
  exhibitIds: readonly string[],
  viewerState: StateCode | null,
  now: Date,
): Promise<ReadonlyMap<string, ExhibitSide>> {
  const { rows } = await tx.query("select * from exhibit_sides($1::uuid[], $2::text, $3::timestamptz)", [
    exhibitIds,
    viewerState,
    now,
  ]);
  return new Map(rows.map(parseSide).map((side) => [side.exhibitId, side]));
}

/**
 * SQL that is true where the exhibits whose ids are the expressions `a` and `b` are one piece of evidence: a cast and its parent,
 * or two casts of one parent. What they share is no link.
 */
export function sqlIsReplica(a: string, b: string): string {
  return `is_replica(${a}, ${b})`;
}
