/** A state's cases, exhibits and hits by their numbers, as they are exchanged. */
import { z } from "zod";
import { classCharacteristicsSchema } from "../../domain/class-characteristics.ts";
import type { ExchangeCase, ExchangeExhibit, ExchangeHit } from "../../domain/exchange/exchange-record.ts";
import {
  castPolaritySchema,
  categorySchema,
  eventTypeSchema,
  exhibitTypeSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export type KnownCase = ExchangeCase & { readonly id: string; readonly removed: boolean };
export type KnownExhibit = ExchangeExhibit & {
  readonly id: string;
  readonly calibreCode: string | null;
  readonly removed: boolean;
};

const caseSchema = z.object({
  id: z.string(),
  caseNumber: z.string(),
  originatingAgency: z.string().nullable(),
  agencyReference: z.string().nullable(),
  eventType: eventTypeSchema,
  occurredOn: z.string().nullable(),
  place: z.string().nullable(),
  restricted: z.boolean(),
  highProfile: z.boolean(),
  comment: z.string().nullable(),
  removed: z.boolean(),
});
const CASE = `c.id, c.case_number as "caseNumber", c.originating_agency as "originatingAgency", c.agency_reference as "agencyReference",
  c.event_type as "eventType", to_char(c.occurred_on, 'YYYY-MM-DD') as "occurredOn", c.place, c.restricted,
  c.high_profile as "highProfile", c.comment, c.removed_at is not null as removed`;

const exhibitSchema = z
  .object({
    id: z.string(),
    caseNumber: z.string(),
    exhibitNumber: z.string(),
    type: exhibitTypeSchema,
    category: categorySchema,
    parentCase: z.string().nullable(),
    parentExhibit: z.string().nullable(),
    castPolarity: castPolaritySchema.nullable(),
    calibre: z.string().nullable(),
    calibreCode: z.string().nullable(),
    characteristics: classCharacteristicsSchema,
    comment: z.string().nullable(),
    removed: z.boolean(),
  })
  .transform(({ parentCase, parentExhibit, ...exhibit }) => ({
    ...exhibit,
    parent:
      parentCase === null || parentExhibit === null ? null : { caseNumber: parentCase, exhibitNumber: parentExhibit },
  }));
const EXHIBIT = `e.id, c.case_number as "caseNumber", e.exhibit_number as "exhibitNumber", e.type, e.category,
  pc.case_number as "parentCase", p.exhibit_number as "parentExhibit", e.cast_polarity as "castPolarity",
  case when e.calibre is null then null else coalesce(e.calibre_as_given, e.calibre) end as calibre, e.calibre as "calibreCode",
  e.characteristics, e.comment, e.removed_at is not null as removed`;
const EXHIBITS = `exhibits e join cases c on c.id = e.case_id
  left join exhibits p on p.id = e.parent_exhibit_id left join cases pc on pc.id = p.case_id`;

export async function findCasesByNumber(
  tx: SqlExecutor,
  state: StateCode,
  numbers: readonly string[],
): Promise<KnownCase[]> {
  const { rows } = await tx.query(
    `select ${CASE} from cases c where c.owner_state = $1 and c.case_number = any ($2::text[])`,
    [state, numbers],
  );
  return z.array(caseSchema).parse(rows);
}

export async function findExhibitsByNumber(
  tx: SqlExecutor,
  state: StateCode,
  names: readonly { readonly caseNumber: string; readonly exhibitNumber: string }[],
): Promise<KnownExhibit[]> {
  const { rows } = await tx.query(
    `select ${EXHIBIT} from ${EXHIBITS}
     where c.owner_state = $1
       and (c.case_number, e.exhibit_number) in (select * from unnest($2::text[], $3::text[]))`,
    [state, names.map((name) => name.caseNumber), names.map((name) => name.exhibitNumber)],
  );
  return z.array(exhibitSchema).parse(rows);
}

/** By number, bytewise, from after one; those that are there, or those that were removed. */
export async function listCasesByNumber(
  tx: SqlExecutor,
  state: StateCode,
  filter: { readonly after: string; readonly removed: boolean },
  limit: number,
): Promise<KnownCase[]> {
  const { rows } = await tx.query(
    `select ${CASE} from cases c where c.owner_state = $1 and c.case_number collate "C" > $2
       and (c.removed_at is not null) = $3
     order by c.case_number collate "C" limit $4`,
    [state, filter.after, filter.removed, limit],
  );
  return z.array(caseSchema).parse(rows);
}

/** By case and number, bytewise, from after one; those that are there, or those that were removed without their case. */
export async function listExhibitsByNumber(
  tx: SqlExecutor,
  state: StateCode,
  filter: { readonly after: readonly [caseNumber: string, exhibitNumber: string]; readonly removed: boolean },
  limit: number,
): Promise<KnownExhibit[]> {
  const { rows } = await tx.query(
    `select ${EXHIBIT} from ${EXHIBITS}
     where c.owner_state = $1 and (c.case_number collate "C", e.exhibit_number collate "C") > ($2, $3)
       and (e.removed_at is not null) = $4 and c.removed_at is null
     order by c.case_number collate "C", e.exhibit_number collate "C" limit $5`,
    [state, ...filter.after, filter.removed, limit],
  );
  return z.array(exhibitSchema).parse(rows);
}

const hitSchema = z.object({
  id: z.string(),
  caseNumber: z.string(),
  otherState: stateCodeSchema,
  otherCaseNumber: z.string().nullable(),
  confirmedOn: z.string(),
});

/** The state's hits by id, those that stand or those whose evidence was removed; the other state's case number only where that case is released to it at `now`, or is its own. */
export async function listHitsOf(
  tx: SqlExecutor,
  state: StateCode,
  filter: {
    readonly after: string | null;
    readonly now: Date;
    readonly removed: boolean;
  },
  limit: number,
): Promise<ExchangeHit[]> {
  const { rows } = await tx.query(
    `select h.id, own.case_number as "caseNumber", side.other_state as "otherState", other.case_number as "otherCaseNumber",
       to_char(h.created_at at time zone 'UTC', 'YYYY-MM-DD') as "confirmedOn"
     from hits h
       cross join lateral (select
         case when h.state_a = $1 then h.case_a else h.case_b end as own_case,
         case when h.state_a = $1 then h.case_b else h.case_a end as other_case,
         case when h.state_a = $1 then h.state_b else h.state_a end as other_state) side
       join cases own on own.id = side.own_case
       left join cases other on other.id = side.other_case and (other.owner_state = $1 or exists (
         select from releases r where r.case_id = other.id and r.to_state = $1 and r.withdrawn_at is null and r.expires_at > $3))
     where (h.state_a = $1 or h.state_b = $1) and ($2::uuid is null or h.id > $2)
       and pair_removed(h.linkage_id) = $5
     order by h.id limit $4`,
    [state, filter.after, filter.now, limit, filter.removed],
  );
  return z.array(hitSchema).parse(rows);
}

/** Which of these are the state's hits that stand. */
export async function listOwnHitsAmong(
  tx: SqlExecutor,
  state: StateCode,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query("select id from own_hits_among($1::uuid[], $2)", [ids, state]);
  return new Set(rows.map((row) => String(row.id)));
}
