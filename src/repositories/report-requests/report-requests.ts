import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** An investigator asks for reports across jurisdictions about one of the own state's cases. */
export interface ReportRequest {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly purpose: string;
  readonly requestedBy: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  purpose: z.string(),
  requested_by: z.string(),
  expires_at: z.date(),
  created_at: z.date(),
  withdrawn_at: z.date().nullable(),
});

function parseRequest(row: unknown): ReportRequest {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    purpose: r.purpose,
    requestedBy: r.requested_by,
    expiresAt: r.expires_at,
    createdAt: r.created_at,
    withdrawnAt: r.withdrawn_at,
  };
}

const SELECT = `select q.*, (select w.created_at from report_request_words w where w.request_id = q.id and w.kind = 'withdrawal')
  as withdrawn_at from report_requests q`;

export async function insertReportRequest(tx: SqlExecutor, row: Omit<ReportRequest, "withdrawnAt">): Promise<void> {
  await tx.query(
    `insert into report_requests (id, owner_state, case_id, purpose, requested_by, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.ownerState, row.caseId, row.purpose, row.requestedBy, row.expiresAt, row.createdAt],
  );
}

export async function findReportRequest(tx: SqlExecutor, id: string): Promise<ReportRequest | null> {
  const { rows } = await tx.query(`${SELECT} where q.id = $1`, [id]);
  return rows[0] === undefined ? null : parseRequest(rows[0]);
}

/** A state's, or one person's of it, newest first. */
export async function listReportRequests(
  tx: SqlExecutor,
  filter: { readonly state: StateCode; readonly requestedBy: string | null },
  page: PageRequest,
): Promise<Page<ReportRequest>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where q.owner_state = $1 and ($2::uuid is null or q.requested_by = $2)
       and ($3::timestamptz is null or (q.created_at, q.id) < ($3, $4::uuid)) order by q.created_at desc, q.id desc limit $5`,
    [filter.state, filter.requestedBy, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRequest), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** Requests still open about one of the cases of a linkage; for the program itself. */
export async function listOpenRequestsOf(
  tx: SqlExecutor,
  linkageId: string,
  now: Date,
): Promise<readonly ReportRequest[]> {
  const { rows } = await tx.query(
    `select * from (${SELECT} join linkages l on q.case_id in (l.case_a, l.case_b) where l.id = $1 and q.expires_at > $2) r
     where withdrawn_at is null order by id`,
    [linkageId, now],
  );
  return rows.map(parseRequest);
}

export interface RequestWords {
  readonly id: string;
  readonly requestId: string;
  /** Of a reply, the part whose owner asked; null for a withdrawal. */
  readonly partId: string | null;
  readonly ownerState: StateCode;
  readonly kind: "reply" | "withdrawal";
  readonly words: string;
  readonly saidBy: string;
  readonly createdAt: Date;
}

/** False where the request was withdrawn before. */
export async function insertRequestWords(tx: SqlExecutor, row: RequestWords): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into report_request_words (id, request_id, part_id, owner_state, kind, words, said_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [row.id, row.requestId, row.partId, row.ownerState, row.kind, row.words, row.saidBy, row.createdAt],
  );
  return rowCount === 1;
}

/** Whether a case is released to any other state at this moment. */
export async function isReleasedAnywhere(tx: SqlExecutor, caseId: string, now: Date): Promise<boolean> {
  const { rows } = await tx.query(
    "select 1 from releases where case_id = $1 and withdrawn_at is null and expires_at > $2 limit 1",
    [caseId, now],
  );
  return rows.length > 0;
}
