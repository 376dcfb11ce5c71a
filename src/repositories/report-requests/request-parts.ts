import { z } from "zod";
import type { PartDecision } from "../../domain/report-request.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";
import type { ReportRequest } from "./report-requests.ts";

const madeSchema = z.object({ id: z.string(), owner_state: stateCodeSchema });

export interface AskedPart {
  readonly partId: string;
  readonly askedState: StateCode;
}

/**
 * Asks the owner of the other side of every lead and hit of the case with another state; those asked before are passed over. An owner
 * that may not know of the asker's exhibit is not asked: asking would tell. For the program itself, which sees both sides.
 */
export async function insertParts(tx: SqlExecutor, request: ReportRequest, now: Date): Promise<readonly AskedPart[]> {
  const { rows } = await tx.query(
    `insert into report_request_parts (id, request_id, owner_state, asking_state, linkage_id, case_id, purpose, expires_at, created_at)
     select gen_random_uuid(), $1, e.owner_state, $2, f.linkage, e.case_id, $4, $5, $6::timestamptz
     from (select l.id as linkage, case when l.case_a = $3 then l.exhibit_a else l.exhibit_b end as own,
         case when l.case_a = $3 then l.exhibit_b else l.exhibit_a end as other
       from linkages l where $3::uuid in (l.case_a, l.case_b) and l.state_a <> l.state_b
         and l.state in ('lead', 'under microscopy', 'consultation', 'hit')) f
       join exhibits e on e.id = f.other
     where ${sqlMayBeNamed("f.own", "e.owner_state", "$6::timestamptz")}
     order by f.linkage
     on conflict (request_id, linkage_id) do nothing returning id, owner_state`,
    [request.id, request.ownerState, request.caseId, request.purpose, request.expiresAt, now],
  );
  return rows.map((row) => madeSchema.parse(row)).map((row) => ({ partId: row.id, askedState: row.owner_state }));
}

/** Discloses to who asked the parts that are of hits which the asking state may know of. Returns those newly disclosed. */
export async function discloseHits(tx: SqlExecutor, request: ReportRequest, now: Date): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `insert into report_request_disclosures (part_id, request_id, asking_state, asked_state, linkage_id, disclosed_at)
     select p.id, p.request_id, p.asking_state, p.owner_state, p.linkage_id, $2::timestamptz
     from report_request_parts p join linkages l on l.id = p.linkage_id
     where p.request_id = $1 and l.state = 'hit' and ${sqlMayBeNamed("l.exhibit_a", "p.asking_state", "$2::timestamptz")}
       and ${sqlMayBeNamed("l.exhibit_b", "p.asking_state", "$2::timestamptz")}
     on conflict do nothing returning part_id`,
    [request.id, now],
  );
  return rows.map((row) => z.string().parse(row.part_id));
}

/** By the owner who releases. */
export async function disclosePart(tx: SqlExecutor, part: RequestPart, at: Date): Promise<void> {
  await tx.query(
    `insert into report_request_disclosures (part_id, request_id, asking_state, asked_state, linkage_id, disclosed_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [part.id, part.requestId, part.askingState, part.ownerState, part.linkageId, at],
  );
}

/** What an owner is asked. It holds nothing of the case of who asks. */
export interface RequestPart {
  readonly id: string;
  readonly requestId: string;
  /** The state that is asked. */
  readonly ownerState: StateCode;
  readonly askingState: StateCode;
  readonly linkageId: string;
  /** The case of the state that is asked. */
  readonly caseId: string;
  readonly purpose: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
  /** Who asked may know that there is something to answer. */
  readonly disclosed: boolean;
}

const partSchema = z.object({
  id: z.string(),
  request_id: z.string(),
  owner_state: stateCodeSchema,
  asking_state: stateCodeSchema,
  linkage_id: z.string(),
  case_id: z.string(),
  purpose: z.string(),
  expires_at: z.date(),
  created_at: z.date(),
  withdrawn_at: z.date().nullable(),
  disclosed: z.boolean(),
});

function parsePart(row: unknown): RequestPart {
  const r = partSchema.parse(row);
  return {
    id: r.id,
    requestId: r.request_id,
    ownerState: r.owner_state,
    askingState: r.asking_state,
    linkageId: r.linkage_id,
    caseId: r.case_id,
    purpose: r.purpose,
    expiresAt: r.expires_at,
    createdAt: r.created_at,
    withdrawnAt: r.withdrawn_at,
    disclosed: r.disclosed,
  };
}

const SELECT_PART = `select p.*, exists (select from report_request_disclosures d where d.part_id = p.id) as disclosed,
    (select w.created_at from report_request_words w where w.request_id = p.request_id and w.kind = 'withdrawal') as withdrawn_at
  from report_request_parts p`;

export async function findPart(tx: SqlExecutor, id: string): Promise<RequestPart | null> {
  const { rows } = await tx.query(`${SELECT_PART} where p.id = $1`, [id]);
  return rows[0] === undefined ? null : parsePart(rows[0]);
}

/** What a state is asked, newest first. */
export async function listParts(tx: SqlExecutor, state: StateCode, page: PageRequest): Promise<Page<RequestPart>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT_PART} where p.owner_state = $1 and ($2::timestamptz is null or (p.created_at, p.id) < ($2, $3::uuid))
     order by p.created_at desc, p.id desc limit $4`,
    [state, time, id, page.limit + 1],
  );
  return readPage(rows.map(parsePart), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** One part with its last answer. */
export interface AnsweredPart {
  readonly partId: string;
  readonly requestId: string;
  readonly askedState: StateCode;
  readonly linkageId: string;
  readonly decision: PartDecision | null;
  readonly reason: string | null;
  readonly answeredAt: Date | null;
  readonly replied: boolean;
  readonly releaseEnded: boolean;
  readonly reportId: string | null;
}

const answeredSchema = z.object({
  part_id: z.string(),
  request_id: z.string(),
  asked_state: stateCodeSchema,
  linkage_id: z.string(),
  decision: z.enum(["released", "refused", "more_asked"]).nullable(),
  reason: z.string().nullable(),
  answered_at: z.date().nullable(),
  replied: z.boolean(),
  release_ended: z.boolean(),
  report_id: z.string().nullable(),
});

/** Of the requests, the parts that who asked may know of. */
export async function listDisclosedParts(
  tx: SqlExecutor,
  requests: readonly ReportRequest[],
  now: Date,
): Promise<readonly AnsweredPart[]> {
  const { rows } = await tx.query(
    `select d.part_id, d.request_id, d.asked_state, d.linkage_id, a.decision, a.reason, a.created_at as answered_at,
       exists (select from report_request_words w where w.part_id = d.part_id and w.created_at >= a.created_at) as replied,
       coalesce(part_release_ended(d.part_id, $2::timestamptz), false) as release_ended,
       (select b.id from reports b join report_requests q on q.id = d.request_id
        where a.decision = 'released' and b.linkage_id = d.linkage_id and b.issued_to = q.requested_by and b.created_at >= a.created_at
        order by b.created_at desc, b.id desc limit 1) as report_id
     from report_request_disclosures d left join lateral (
       select * from report_request_answers n where n.part_id = d.part_id order by n.created_at desc, n.id desc limit 1) a on true
     where d.request_id = any ($1::uuid[]) order by d.disclosed_at, d.part_id`,
    [requests.map(({ id }) => id), now],
  );
  return rows.map((row) => {
    const r = answeredSchema.parse(row);
    return {
      partId: r.part_id,
      requestId: r.request_id,
      askedState: r.asked_state,
      linkageId: r.linkage_id,
      decision: r.decision,
      reason: r.reason,
      answeredAt: r.answered_at,
      replied: r.replied,
      releaseEnded: r.release_ended,
      reportId: r.report_id,
    };
  });
}

/** The states that were asked for a request; for the program itself. */
export async function listAskedStates(tx: SqlExecutor, requestId: string): Promise<readonly StateCode[]> {
  const { rows } = await tx.query(
    "select distinct owner_state from report_request_parts where request_id = $1 order by owner_state",
    [requestId],
  );
  return rows.map((row) => stateCodeSchema.parse(row.owner_state));
}
