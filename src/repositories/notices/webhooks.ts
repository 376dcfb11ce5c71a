import { z } from "zod";
import { NOTICE_KINDS, type NoticeKind } from "../../domain/notices/notice-kinds.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Where a state wants to be told, besides its people. */
export interface Webhook {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly url: string;
  readonly kinds: readonly NoticeKind[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  url: z.string(),
  kinds: z.array(z.string()),
  created_by: z.string(),
  created_at: z.date(),
  withdrawn_at: z.date().nullable(),
});

function parseWebhook(row: unknown): Webhook {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    url: r.url,
    kinds: r.kinds.filter((kind): kind is NoticeKind => NOTICE_KINDS.includes(kind as NoticeKind)),
    createdBy: r.created_by,
    createdAt: r.created_at,
    withdrawnAt: r.withdrawn_at,
  };
}

export async function insertWebhook(tx: SqlExecutor, row: Omit<Webhook, "withdrawnAt">): Promise<void> {
  await tx.query(
    "insert into webhooks (id, owner_state, url, kinds, created_by, created_at) values ($1, $2, $3, $4, $5, $6)",
    [row.id, row.ownerState, row.url, row.kinds, row.createdBy, row.createdAt],
  );
}

export async function findWebhook(tx: SqlExecutor, id: string): Promise<Webhook | null> {
  const { rows } = await tx.query("select * from webhooks where id = $1", [id]);
  return rows[0] === undefined ? null : parseWebhook(rows[0]);
}

/** Null where it is withdrawn already. */
export async function withdrawWebhookRow(tx: SqlExecutor, id: string, at: Date): Promise<Webhook | null> {
  const { rows } = await tx.query(
    "update webhooks set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning *",
    [id, at],
  );
  return rows[0] === undefined ? null : parseWebhook(rows[0]);
}

export async function listWebhooks(tx: SqlExecutor, state: StateCode, page: PageRequest): Promise<Page<Webhook>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from webhooks where owner_state = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [state, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseWebhook), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** Those that are told of this kind, of the states. */
export async function listToldWebhooks(
  tx: SqlExecutor,
  states: readonly StateCode[],
  kind: NoticeKind,
): Promise<readonly Webhook[]> {
  const { rows } = await tx.query(
    "select * from webhooks where owner_state = any ($1) and withdrawn_at is null and $2 = any (kinds) order by id",
    [states, kind],
  );
  return rows.map(parseWebhook);
}

export interface WebhookSecret {
  readonly id: string;
  readonly webhookId: string;
  readonly ownerState: StateCode;
  readonly sealed: string;
  /** Until then the one before it signs too. */
  readonly previousUntil: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertWebhookSecret(tx: SqlExecutor, row: WebhookSecret): Promise<void> {
  await tx.query(
    `insert into webhook_secrets (id, webhook_id, owner_state, sealed, previous_until, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.webhookId, row.ownerState, row.sealed, row.previousUntil, row.createdBy, row.createdAt],
  );
}

const sealedSchema = z.object({ sealed: z.string(), previous_until: z.date().nullable() });

/** What signs at this moment, the newest first: one secret, or two while it is being replaced. */
export async function listSigningSecrets(tx: SqlExecutor, webhookId: string, now: Date): Promise<readonly string[]> {
  const { rows } = await tx.query(
    "select sealed, previous_until from webhook_secrets where webhook_id = $1 order by created_at desc, id desc limit 2",
    [webhookId],
  );
  const [newest, before] = rows.map((row) => sealedSchema.parse(row));
  if (newest === undefined) return [];
  const overlaps = before !== undefined && newest.previous_until !== null && newest.previous_until > now;
  return overlaps ? [newest.sealed, before.sealed] : [newest.sealed];
}
