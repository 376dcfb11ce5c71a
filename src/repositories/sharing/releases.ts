import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** The owner state lets one other state read a case, for a purpose, until it expires or is withdrawn. */
export interface Release {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly toState: StateCode;
  readonly purpose: string;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  to_state: stateCodeSchema,
  purpose: z.string(),
  expires_at: z.date(),
  withdrawn_at: z.date().nullable(),
  created_by: z.string(),
  created_at: z.date(),
});

function parseRelease(row: unknown): Release {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    toState: r.to_state,
    purpose: r.purpose,
    expiresAt: r.expires_at,
    withdrawnAt: r.withdrawn_at,
    createdBy: r.created_by,
    createdAt: r.created_at,
  };
}

export async function insertRelease(tx: SqlExecutor, row: Omit<Release, "withdrawnAt">): Promise<Release> {
  const { rows } = await tx.query(
    `insert into releases (id, owner_state, case_id, to_state, purpose, expires_at, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning *`,
    [row.id, row.ownerState, row.caseId, row.toState, row.purpose, row.expiresAt, row.createdBy, row.createdAt],
  );
  return parseRelease(rows[0]);
}

export async function findRelease(tx: SqlExecutor, id: string): Promise<Release | null> {
  const { rows } = await tx.query("select * from releases where id = $1", [id]);
  return rows[0] === undefined ? null : parseRelease(rows[0]);
}

/** Null where it is withdrawn already. */
export async function withdrawRelease(tx: SqlExecutor, id: string, at: Date): Promise<Release | null> {
  const { rows } = await tx.query(
    "update releases set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning *",
    [id, at],
  );
  return rows[0] === undefined ? null : parseRelease(rows[0]);
}

/** Whether a release of the case to the state holds at this moment. */
export async function isCaseReleased(
  tx: SqlExecutor,
  caseId: string,
  toState: StateCode | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    "select 1 from releases where case_id = $1 and to_state = $2 and withdrawn_at is null and expires_at > $3 limit 1",
    [caseId, toState, now],
  );
  return rows.length > 0;
}

/** The same for the case of an exhibit, which whoever asks need not be allowed to see. */
export async function isExhibitReleased(
  tx: SqlExecutor,
  exhibitId: string,
  toState: StateCode | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await tx.query("select is_released($1, $2, $3) as released", [exhibitId, toState, now]);
  return z.boolean().parse(rows[0]?.released);
}

/** The releases of an exhibit's case to the state that hold at this moment; the one that holds longest first. */
export async function listStandingReleases(
  tx: SqlExecutor,
  exhibitId: string,
  toState: StateCode,
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select r.id from releases r join exhibits x on x.case_id = r.case_id
     where x.id = $1 and r.to_state = $2 and r.withdrawn_at is null and r.expires_at > $3 order by r.expires_at desc, r.id`,
    [exhibitId, toState, now],
  );
  return rows.map((row) => String(row.id));
}

/** Releases that a state gave or received, newest first. */
export async function listReleases(
  tx: SqlExecutor,
  filter: { state: StateCode; caseId: string | null },
  page: PageRequest,
): Promise<Page<Release>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from releases
     where (owner_state = $1 or to_state = $1) and ($2::uuid is null or case_id = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [filter.state, filter.caseId, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRelease), page, (row) => [row.createdAt.toISOString(), row.id]);
}
