import { z } from "zod";
import { type EventType, eventTypeSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Case {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly caseNumber: string;
  readonly originatingAgency: string | null;
  readonly agencyReference: string | null;
  readonly eventType: EventType;
  /** Calendar date, YYYY-MM-DD. */
  readonly occurredOn: string | null;
  readonly place: string | null;
  readonly restricted: boolean;
  readonly highProfile: boolean;
  readonly comment: string | null;
  /** Since when its state took it out of the network; null: it is there. */
  readonly removedAt: Date | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  case_number: z.string(),
  originating_agency: z.string().nullable(),
  agency_reference: z.string().nullable(),
  event_type: eventTypeSchema,
  occurred: z.string().nullable(),
  place: z.string().nullable(),
  restricted: z.boolean(),
  high_profile: z.boolean(),
  comment: z.string().nullable(),
  removed_at: z.date().nullable(),
  version: z.number(),
  created_by: z.string(),
  created_at: z.date(),
  updated_at: z.date(),
});

function parseCase(row: unknown): Case {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    caseNumber: r.case_number,
    originatingAgency: r.originating_agency,
    agencyReference: r.agency_reference,
    eventType: r.event_type,
    occurredOn: r.occurred,
    place: r.place,
    restricted: r.restricted,
    highProfile: r.high_profile,
    comment: r.comment,
    removedAt: r.removed_at,
    version: r.version,
    createdBy: r.created_by,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  };
}

// A date without a time of day stays text: a Date would move it across time zones.
const COLUMNS = "*, to_char(occurred_on, 'YYYY-MM-DD') as occurred";

/** What a person may state and correct. */
export type CaseFields = Pick<
  Case,
  | "caseNumber"
  | "originatingAgency"
  | "agencyReference"
  | "eventType"
  | "occurredOn"
  | "place"
  | "restricted"
  | "highProfile"
  | "comment"
>;

const fieldValues = (fields: CaseFields) => [
  fields.caseNumber,
  fields.originatingAgency,
  fields.agencyReference,
  fields.eventType,
  fields.occurredOn,
  fields.place,
  fields.restricted,
  fields.highProfile,
  fields.comment,
];

/** Null where the state has a case of this number. */
export async function insertCase(
  tx: SqlExecutor,
  row: CaseFields & Pick<Case, "id" | "ownerState" | "labId" | "createdBy" | "createdAt">,
): Promise<Case | null> {
  const { rows } = await tx.query(
    `insert into cases (case_number, originating_agency, agency_reference, event_type, occurred_on, place, restricted,
       high_profile, comment, id, owner_state, lab_id, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
     on conflict (owner_state, case_number) do nothing returning ${COLUMNS}`,
    [...fieldValues(row), row.id, row.ownerState, row.labId, row.createdBy, row.createdAt],
  );
  return rows[0] === undefined ? null : parseCase(rows[0]);
}

export async function findCase(tx: SqlExecutor, id: string): Promise<Case | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from cases where id = $1`, [id]);
  return rows[0] === undefined ? null : parseCase(rows[0]);
}

const numberSchema = z.object({ id: z.string(), case_number: z.string() });

/** By id; of removed cases where `removedToo`. */
export async function findCaseNumbers(
  tx: SqlExecutor,
  ids: readonly string[],
  removedToo: boolean,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query(
    "select id, case_number from cases where id = any ($1::uuid[]) and ($2::boolean or removed_at is null)",
    [ids, removedToo],
  );
  return new Map(rows.map((row) => numberSchema.parse(row)).map((r) => [r.id, r.case_number]));
}

export async function hasCaseNumber(tx: SqlExecutor, ownerState: StateCode, caseNumber: string): Promise<boolean> {
  const { rows } = await tx.query("select has_case_number($1, $2) as known", [ownerState, caseNumber]);
  return rows[0]?.known === true;
}

/** Null when the row is no longer of `version`; a number that another case has breaks the unique constraint. */
export async function updateCase(
  tx: SqlExecutor,
  id: string,
  version: number,
  fields: CaseFields,
  at: Date,
): Promise<Case | null> {
  const { rows } = await tx.query(
    `update cases set case_number = $1, originating_agency = $2, agency_reference = $3, event_type = $4,
       occurred_on = $5::date, place = $6, restricted = $7, high_profile = $8, comment = $9,
       updated_at = $12, version = version + 1
     where id = $10 and version = $11 returning ${COLUMNS}`,
    [...fieldValues(fields), id, version, at],
  );
  return rows[0] === undefined ? null : parseCase(rows[0]);
}

/** Takes the rows' locks in the order of their ids, so that two transactions about the same cases wait for each other. */
export async function lockCases(tx: SqlExecutor, ids: readonly string[]): Promise<void> {
  await tx.query("select hold_cases($1::uuid[])", [ids]);
}

/** Newest first. */
export async function listCases(
  tx: SqlExecutor,
  filter: { ownerState: StateCode; labId: string | null; caseNumber: string | null },
  page: PageRequest,
): Promise<Page<Case>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select ${COLUMNS} from cases
     where owner_state = $1 and removed_at is null and ($2::text is null or case_number = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
       and ($6::uuid is null or lab_id = $6)
     order by created_at desc, id desc limit $5`,
    [filter.ownerState, filter.caseNumber, time, id, page.limit + 1, filter.labId],
  );
  return readPage(rows.map(parseCase), page, (row) => [row.createdAt.toISOString(), row.id]);
}
