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
import { sqlIsBarred } from "../sharing/agreements.ts";

/** One exhibit of a pair with its case and lab: all that is known of it. What a reader is shown of it, `viewSide` decides. */
export interface ExhibitSide {
  readonly exhibitId: string;
  readonly exhibitNumber: string;
  readonly caseId: string;
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
  readonly highProfile: boolean;
  /** Whether the case is released to the state that asks, at the moment it asks. */
  readonly released: boolean;
  readonly caseNumber: string;
  readonly originatingAgency: string | null;
  readonly agencyReference: string | null;
  readonly eventType: EventType;
  readonly occurredOn: string | null;
  readonly place: string | null;
}

const rowSchema = z.object({
  exhibit_id: z.string(),
  exhibit_number: z.string(),
  case_id: z.string(),
  owner_state: stateCodeSchema,
  lab_name: z.string(),
  lab_contact: z.string(),
  type: exhibitTypeSchema,
  category: categorySchema,
  counted_category: categorySchema,
  calibre: z.string().nullable(),
  national: z.boolean(),
  removed_at: z.date().nullable(),
  high_profile: z.boolean(),
  released: z.boolean(),
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
    exhibitNumber: r.exhibit_number,
    caseId: r.case_id,
    state: r.owner_state,
    labName: r.lab_name,
    labContact: r.lab_contact,
    exhibitType: r.type,
    category: r.category,
    countedCategory: r.counted_category,
    calibre: r.calibre,
    national: r.national,
    removedAt: r.removed_at,
    highProfile: r.high_profile,
    released: r.released,
    caseNumber: r.case_number,
    originatingAgency: r.originating_agency,
    agencyReference: r.agency_reference,
    eventType: r.event_type,
    occurredOn: r.occurred,
    place: r.place,
  };
}

/**
 * SQL about one exhibit and its case, by the aliases they have in the query around it. The aliases inside are of no other query: an
 * alias that is also the caller's would make a condition compare a row with itself and let everything through.
 */
const national = (exhibit: string, owner: string) => `(${owner}.restricted or ${exhibit}.category = 'LIC' or exists (
  select 1 from exhibits sides_parent join cases sides_origin on sides_origin.id = sides_parent.case_id
  where sides_parent.id = ${exhibit}.parent_exhibit_id and (sides_parent.category = 'LIC' or sides_origin.restricted)))`;

/** A cast counts as what it is a cast of. */
const counted = (exhibit: string) => `coalesce((select sides_original.category from exhibits sides_original
  where sides_original.id = ${exhibit}.parent_exhibit_id), ${exhibit}.category)`;

const releasedTo = (owner: string, state: string, now: string) => `exists (
  select 1 from releases sides_release where sides_release.case_id = ${owner}.id and sides_release.to_state = ${state}
    and sides_release.withdrawn_at is null and sides_release.expires_at > ${now})`;

/**
 * SQL that is true where the exhibit whose id is the expression `exhibit` may be named at all to the state `state` (a parameter
 * such as "$1", cast to text; null: a reader of no state).
 */
export function sqlMayBeNamed(exhibit: string, state: string, now: string): string {
  return `exists (select 1 from exhibits sides_exhibit join cases sides_case on sides_case.id = sides_exhibit.case_id
    where sides_exhibit.id = ${exhibit} and sides_exhibit.removed_at is null and (sides_exhibit.owner_state is not distinct from ${state}
      or not (${national("sides_exhibit", "sides_case")} or ${sqlIsBarred("sides_exhibit.owner_state", state, counted("sides_exhibit"))})
      or ${releasedTo("sides_case", state, now)}))`;
}

/** The sides of the exhibits, by exhibit id; `released` is as seen from `viewerState`. */
export async function findExhibitSides(
  tx: SqlExecutor,
  exhibitIds: readonly string[],
  viewerState: StateCode | null,
  now: Date,
): Promise<ReadonlyMap<string, ExhibitSide>> {
  const { rows } = await tx.query(
    `select e.id as exhibit_id, e.exhibit_number, e.case_id, e.owner_state, e.type, e.category, e.calibre,
       ${counted("e")} as counted_category, l.name as lab_name, l.contact as lab_contact,
       ${national("e", "c")} or ${sqlIsBarred("e.owner_state", "$2::text", counted("e"))} as national,
       ${releasedTo("c", "$2::text", "$3::timestamptz")} as released,
       e.removed_at, c.high_profile, c.case_number, c.originating_agency, c.agency_reference, c.event_type,
       to_char(c.occurred_on, 'YYYY-MM-DD') as occurred, c.place
     from exhibits e join cases c on c.id = e.case_id join labs l on l.id = c.lab_id
     where e.id = any ($1::uuid[])`,
    [exhibitIds, viewerState, now],
  );
  return new Map(rows.map(parseSide).map((side) => [side.exhibitId, side]));
}

/**
 * SQL that is true where the exhibits whose ids are the expressions `a` and `b` are one piece of evidence: a cast and its parent,
 * or two casts of one parent. What they share is no link.
 */
export function sqlIsReplica(a: string, b: string): string {
  return `exists (select 1 from exhibits sides_one, exhibits sides_two where sides_one.id = ${a} and sides_two.id = ${b}
    and coalesce(sides_one.parent_exhibit_id, sides_one.id) = coalesce(sides_two.parent_exhibit_id, sides_two.id))`;
}
