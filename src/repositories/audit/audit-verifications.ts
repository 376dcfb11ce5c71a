import { z } from "zod";
import { AUDIT_FAULTS, type AuditVerdict } from "../../domain/audit-verification.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { JOB_STATES } from "../jobs/jobs.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** A check of the whole trail that an auditor asked for. */
export interface AuditVerification {
  readonly id: string;
  readonly askedBy: string;
  readonly askedByState: StateCode;
  readonly askedAt: Date;
  readonly jobId: string;
  /** failed: it could not be carried out, which says nothing about the trail; its job says why. */
  readonly state: "waiting" | "running" | "failed" | "whole" | "broken";
  /** Null until it has begun. */
  readonly eventsAll: number | null;
  readonly eventsChecked: number;
  readonly finishedAt: Date | null;
  readonly verdict: KeptVerdict | null;
}

/** What is kept of the result. */
export type KeptVerdict = Omit<AuditVerdict, "chains" | "firstBroken"> & { readonly waiting: number };

const verdictSchema = z.object({
  whole: z.boolean(),
  broken: z.number(),
  findings: z.array(
    z.object({
      position: z.number(),
      seq: z.string().nullable(),
      head: z.number().nullable(),
      fault: z.enum(AUDIT_FAULTS),
      reason: z.string(),
    }),
  ),
  records: z.number(),
  heads: z.number(),
  signedTo: z.object({ position: z.number(), at: z.string() }).nullable(),
  waiting: z.number(),
});

const rowSchema = z.object({
  id: z.string(),
  asked_by: z.string(),
  asked_by_state: stateCodeSchema,
  asked_at: z.date(),
  job_id: z.string(),
  job_state: z.enum(JOB_STATES),
  events_all: z.coerce.number().nullable(),
  events_checked: z.coerce.number(),
  finished_at: z.date().nullable(),
  verdict: verdictSchema.nullable(),
});

function parseVerification(row: unknown): AuditVerification {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    askedBy: r.asked_by,
    askedByState: r.asked_by_state,
    askedAt: r.asked_at,
    jobId: r.job_id,
    state: describeState(r),
    eventsAll: r.events_all,
    eventsChecked: r.events_checked,
    finishedAt: r.finished_at,
    verdict: r.verdict,
  };
}

function describeState({ verdict, job_state, events_all }: z.output<typeof rowSchema>): AuditVerification["state"] {
  if (verdict !== null) return verdict.whole ? "whole" : "broken";
  if (job_state === "failed") return "failed";
  return events_all === null ? "waiting" : "running";
}

/** Written after its job, in the same transaction. */
export async function insertVerification(
  tx: SqlExecutor,
  row: Pick<AuditVerification, "id" | "askedBy" | "askedByState" | "askedAt"> & { readonly jobKey: string },
): Promise<void> {
  await tx.query(
    `insert into audit_verifications (id, asked_by, asked_by_state, asked_at, job_id)
     select $1, $2, $3, $4, id from jobs where key = $5`,
    [row.id, row.askedBy, row.askedByState, row.askedAt, row.jobKey],
  );
}

const SELECT = "select v.*, j.state as job_state from audit_verifications v join jobs j on j.id = v.job_id";

export async function findVerification(tx: SqlExecutor, id: string): Promise<AuditVerification | null> {
  const { rows } = await tx.query(`${SELECT} where v.id = $1`, [id]);
  return rows[0] === undefined ? null : parseVerification(rows[0]);
}

/** One that waits or runs; until the transaction ends nobody else looks, so that of two who ask at once one sees the other's. */
export async function lockOpenVerification(tx: SqlExecutor): Promise<AuditVerification | null> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('audit verifications', 0))", []);
  const { rows } = await tx.query(`${SELECT} where v.finished_at is null and j.state <> 'failed' limit 1`, []);
  return rows[0] === undefined ? null : parseVerification(rows[0]);
}

/** Newest first. */
export async function listVerifications(tx: SqlExecutor, page: PageRequest): Promise<Page<AuditVerification>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where $1::timestamptz is null or (v.asked_at, v.id) < ($1, $2::uuid)
     order by v.asked_at desc, v.id desc limit $3`,
    [time, id, page.limit + 1],
  );
  return readPage(rows.map(parseVerification), page, (row) => [row.askedAt.toISOString(), row.id]);
}

export async function updateVerificationProgress(
  tx: SqlExecutor,
  id: string,
  progress: { readonly checked: number; readonly all: number },
): Promise<void> {
  await tx.query(
    "update audit_verifications set events_checked = $2, events_all = $3 where id = $1 and finished_at is null",
    [id, progress.checked, progress.all],
  );
}

export async function finishVerification(tx: SqlExecutor, id: string, verdict: KeptVerdict, at: Date): Promise<void> {
  await tx.query(
    `update audit_verifications
     set finished_at = $2, verdict = $3, events_checked = $4, events_all = $4 where id = $1 and finished_at is null`,
    [id, at, JSON.stringify(verdict), verdict.records],
  );
}
