import { z } from "zod";
import { NOTICE_KINDS } from "../../domain/notices/notice-kinds.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { JOB_STATES, type JobState } from "../jobs/jobs.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** A test is of no event: somebody wants to see whether messages arrive. */
export const MESSAGE_KINDS = [...NOTICE_KINDS, "test"] as const;

export interface WebhookMessage {
  readonly id: string;
  readonly webhookId: string;
  readonly ownerState: StateCode;
  readonly kind: (typeof MESSAGE_KINDS)[number];
  /** The very text that is sent. */
  readonly body: string;
  readonly jobId: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  webhook_id: z.string(),
  owner_state: stateCodeSchema,
  kind: z.enum(MESSAGE_KINDS),
  body: z.string(),
  job_id: z.string(),
  created_at: z.date(),
});

function parseMessage(row: unknown): WebhookMessage {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    webhookId: r.webhook_id,
    ownerState: r.owner_state,
    kind: r.kind,
    body: r.body,
    jobId: r.job_id,
    createdAt: r.created_at,
  };
}

/** Written after its job, in the same transaction. */
export async function insertWebhookMessage(
  tx: SqlExecutor,
  row: Omit<WebhookMessage, "jobId"> & { readonly position: string | null; readonly jobKey: string },
): Promise<void> {
  await tx.query(
    `insert into webhook_messages (id, webhook_id, owner_state, kind, position, body, job_id, created_at)
     select $1, $2, $3, $4, $5::bigint, $6, id, $8 from jobs where key = $7`,
    [row.id, row.webhookId, row.ownerState, row.kind, row.position, row.body, row.jobKey, row.createdAt],
  );
}

export async function findWebhookMessage(tx: SqlExecutor, id: string): Promise<WebhookMessage | null> {
  const { rows } = await tx.query("select * from webhook_messages where id = $1", [id]);
  return rows[0] === undefined ? null : parseMessage(rows[0]);
}

export interface WebhookDelivery extends WebhookMessage {
  readonly state: JobState;
}

/** Of one webhook, newest first, with how far its delivery is. */
export async function listWebhookMessages(
  tx: SqlExecutor,
  webhookId: string,
  page: PageRequest,
): Promise<Page<WebhookDelivery>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select m.*, j.state from webhook_messages m join jobs j on j.id = m.job_id
     where m.webhook_id = $1 and ($2::timestamptz is null or (m.created_at, m.id) < ($2, $3::uuid))
     order by m.created_at desc, m.id desc limit $4`,
    [webhookId, time, id, page.limit + 1],
  );
  const items = rows.map((row) => ({ ...parseMessage(row), state: z.enum(JOB_STATES).parse(row.state) }));
  return readPage(items, page, (row) => [row.createdAt.toISOString(), row.id]);
}
