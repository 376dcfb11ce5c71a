import { z } from "zod";
import {
  type TraceAddressee,
  type TraceOutcomeCode,
  traceAddresseeSchema,
  traceOutcomeSchema,
} from "../../domain/intelligence/firearm.ts";
import type { TraceForm } from "../../domain/intelligence/trace-form.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface TraceRequest {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly exhibitId: string;
  readonly firearmRecordId: string;
  readonly addressee: TraceAddressee;
  readonly requestedOn: string;
  /** As it was sent. */
  readonly form: TraceForm;
  readonly requestedBy: string;
  readonly createdAt: Date;
}

const requestSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  exhibit_id: z.string(),
  firearm_record_id: z.string(),
  addressee: traceAddresseeSchema,
  requested: z.string(),
  form: z.unknown(),
  requested_by: z.string(),
  created_at: z.date(),
});

function parseRequest(row: unknown): TraceRequest {
  const r = requestSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    exhibitId: r.exhibit_id,
    firearmRecordId: r.firearm_record_id,
    addressee: r.addressee,
    requestedOn: r.requested,
    // Written by `composeTraceForm` and changed by nobody: the database refuses it.
    form: r.form as TraceForm,
    requestedBy: r.requested_by,
    createdAt: r.created_at,
  };
}

const COLUMNS = "*, to_char(requested_on, 'YYYY-MM-DD') as requested";
// What was removed is gone with all that hangs on it.
const THERE = "exists (select from exhibits e where e.id = trace_requests.exhibit_id and e.removed_at is null)";

export async function insertTraceRequest(tx: SqlExecutor, request: TraceRequest): Promise<void> {
  await tx.query(
    `insert into trace_requests (id, owner_state, exhibit_id, firearm_record_id, addressee, requested_on, form, requested_by,
       created_at) values ($1, $2, $3, $4, $5, $6::date, $7, $8, $9)`,
    [
      request.id,
      request.ownerState,
      request.exhibitId,
      request.firearmRecordId,
      request.addressee,
      request.requestedOn,
      JSON.stringify(request.form),
      request.requestedBy,
      request.createdAt,
    ],
  );
}

export async function findTraceRequest(tx: SqlExecutor, id: string): Promise<TraceRequest | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from trace_requests where id = $1 and ${THERE}`, [id]);
  return rows[0] === undefined ? null : parseRequest(rows[0]);
}

/** Newest first. */
export async function listTraceRequests(
  tx: SqlExecutor,
  filter: { ownerState: StateCode; exhibitId: string | null },
  page: PageRequest,
): Promise<Page<TraceRequest>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select ${COLUMNS} from trace_requests
     where owner_state = $1 and ($2::uuid is null or exhibit_id = $2) and ${THERE}
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [filter.ownerState, filter.exhibitId, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRequest), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** What the addressee answered, as it was recorded at one time. The newest of a request stands. */
export interface TraceOutcome {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly traceRequestId: string;
  readonly outcome: TraceOutcomeCode;
  readonly reference: string | null;
  readonly divertedIn: string | null;
  readonly answeredOn: string;
  readonly note: string | null;
  readonly corrects: string | null;
  readonly correctionReason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const outcomeSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  trace_request_id: z.string(),
  outcome: traceOutcomeSchema,
  reference: z.string().nullable(),
  diverted_in: z.string().nullable(),
  answered: z.string(),
  note: z.string().nullable(),
  corrects: z.string().nullable(),
  correction_reason: z.string().nullable(),
  recorded_by: z.string(),
  recorded_at: z.date(),
});

function parseOutcome(row: unknown): TraceOutcome {
  const r = outcomeSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    traceRequestId: r.trace_request_id,
    outcome: r.outcome,
    reference: r.reference,
    divertedIn: r.diverted_in,
    answeredOn: r.answered,
    note: r.note,
    corrects: r.corrects,
    correctionReason: r.correction_reason,
    recordedBy: r.recorded_by,
    recordedAt: r.recorded_at,
  };
}

/** Of these requests, oldest first: of each the last stands. */
export async function listTraceOutcomes(
  tx: SqlExecutor,
  requestIds: readonly string[],
): Promise<readonly TraceOutcome[]> {
  const { rows } = await tx.query(
    `select *, to_char(answered_on, 'YYYY-MM-DD') as answered from trace_outcomes where trace_request_id = any ($1::uuid[])
     order by recorded_at, corrects is not null, id`,
    [requestIds],
  );
  return rows.map(parseOutcome);
}

/** False where another outcome of the request was recorded meanwhile. */
export async function insertTraceOutcome(tx: SqlExecutor, outcome: TraceOutcome): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into trace_outcomes (id, owner_state, trace_request_id, outcome, reference, diverted_in, answered_on, note,
       corrects, correction_reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7::date, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      outcome.id,
      outcome.ownerState,
      outcome.traceRequestId,
      outcome.outcome,
      outcome.reference,
      outcome.divertedIn,
      outcome.answeredOn,
      outcome.note,
      outcome.corrects,
      outcome.correctionReason,
      outcome.recordedBy,
      outcome.recordedAt,
    ],
  );
  return rowCount > 0;
}
