/** A state's webhooks: its national coordinators make, re-key and withdraw them. */
import { v7 as uuidv7 } from "uuid";
import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { NoticeKind } from "../../domain/notices/notice-kinds.ts";
import { makeWebhookSecret } from "../../domain/notices/sign-webhook.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findWebhookMessage, insertWebhookMessage } from "../../repositories/notices/webhook-messages.ts";
import {
  findWebhook,
  insertWebhook,
  insertWebhookSecret,
  type Webhook,
  withdrawWebhookRow,
} from "../../repositories/notices/webhooks.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import type { WebhookDeliveryView } from "./list-webhooks.ts";

/** While receivers take over a new secret, the old one signs beside it. */
const OVERLAP_HOURS = 24;

type WebhookDeps = Pick<Deps, "sql" | "clock" | "delivery" | "secretBox">;

/** Errors: FORBIDDEN, WEBHOOK_ADDRESS_REFUSED. The secret is shown this once. */
export async function createWebhook(
  deps: WebhookDeps,
  context: RequestContext,
  input: { url: string; kinds: readonly NoticeKind[] },
): Promise<Webhook & { readonly secret: string }> {
  const ownerState = requireState(context.actor);
  const id = uuidv7();
  await authorise(deps, context, "webhook.manage", { ownerStates: [ownerState] }, { kind: "webhook", id });
  deps.delivery.webhooks.assertAllowed(input.url);
  const createdAt = deps.clock.now();
  const row = {
    id,
    ownerState,
    url: input.url,
    kinds: [...new Set(input.kinds)],
    createdBy: context.actor.id,
    createdAt,
  };
  const secret = makeWebhookSecret();
  const sealed = await deps.secretBox.seal(secret, id);
  await deps.sql.transaction(async (tx) => {
    await insertWebhook(tx, row);
    await keepSecret(tx, row, context, { sealed, previousUntil: null, at: createdAt });
    await note(tx, context, row, "webhook.created", createdAt);
  });
  return { ...row, withdrawnAt: null, secret };
}

/** A new secret; the old one signs for a day beside it. Shown this once. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (withdrawn). */
export async function rotateWebhookSecret(
  deps: WebhookDeps,
  context: RequestContext,
  input: { id: string },
): Promise<{ readonly secret: string; readonly previousUntil: Date }> {
  const webhook = await findManagedWebhook(deps, context, input.id);
  if (webhook.withdrawnAt !== null) throw new RibinError("CONFLICT", "The webhook is withdrawn.");
  const at = deps.clock.now();
  const previousUntil = new Date(at.getTime() + OVERLAP_HOURS * 3_600_000);
  const secret = makeWebhookSecret();
  const sealed = await deps.secretBox.seal(secret, webhook.id);
  await deps.sql.transaction(async (tx) => {
    await keepSecret(tx, webhook, context, { sealed, previousUntil, at });
    await note(tx, context, webhook, "webhook.secret_rotated", at);
  });
  return { secret, previousUntil };
}

/** Nothing more is sent there. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (withdrawn already). */
export async function withdrawWebhook(
  deps: WebhookDeps,
  context: RequestContext,
  input: { id: string },
): Promise<Webhook> {
  const webhook = await findManagedWebhook(deps, context, input.id);
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const withdrawn = await withdrawWebhookRow(tx, webhook.id, at);
    if (withdrawn === null) throw new RibinError("CONFLICT", "The webhook is withdrawn already.");
    await note(tx, context, webhook, "webhook.withdrawn", at);
    return withdrawn;
  });
}

/** A message of no event goes out as every other, signed and tried again. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (withdrawn). */
export async function testWebhook(
  deps: WebhookDeps,
  context: RequestContext,
  input: { id: string },
): Promise<WebhookDeliveryView> {
  const webhook = await findManagedWebhook(deps, context, input.id);
  if (webhook.withdrawnAt !== null) throw new RibinError("CONFLICT", "The webhook is withdrawn.");
  const [id, at, { ownerState }] = [uuidv7(), deps.clock.now(), webhook];
  const subject = { kind: "webhook", id: webhook.id };
  const body = JSON.stringify({ type: "test", timestamp: at.toISOString(), data: { state: ownerState, subject } });
  const row = { id, webhookId: webhook.id, ownerState, kind: "test" as const, body, createdAt: at };
  return deps.sql.transaction(async (tx) => {
    const work = { payload: { messageId: id }, key: id, ownerState };
    await askForBackground(tx, "deliver-webhook", work, context.requestId, at);
    await insertWebhookMessage(tx, { ...row, position: null, jobKey: `deliver-webhook/${id}` });
    await note(tx, context, webhook, "webhook.tested", at);
    const sent = await findWebhookMessage(tx, id);
    if (sent === null) throw new RibinError("INTERNAL");
    return { ...sent, state: "pending", attempts: [] };
  });
}

async function findManagedWebhook(deps: WebhookDeps, context: RequestContext, id: string): Promise<Webhook> {
  const webhook = await findWebhook(deps.sql, id);
  if (webhook === null) throw await refuseUnseen(deps, context, "webhook.read", { kind: "webhook", id: id });
  const target = { ownerStates: [webhook.ownerState] };
  await authorise(deps, context, "webhook.read", target, { kind: "webhook", id });
  await authorise(deps, context, "webhook.manage", target, { kind: "webhook", id });
  return webhook;
}

async function keepSecret(
  tx: SqlExecutor,
  { id: webhookId, ownerState }: Pick<Webhook, "id" | "ownerState">,
  context: RequestContext,
  { sealed, previousUntil, at }: { sealed: string; previousUntil: Date | null; at: Date },
): Promise<void> {
  const createdBy = context.actor.id;
  await insertWebhookSecret(tx, {
    id: uuidv7(),
    webhookId,
    ownerState,
    sealed,
    previousUntil,
    createdBy,
    createdAt: at,
  });
}

/** The address is not a secret, but may hold one; it stays out of the trail. */
async function note(
  tx: SqlExecutor,
  context: RequestContext,
  webhook: Pick<Webhook, "id" | "ownerState">,
  action: AuditAction,
  at: Date,
): Promise<void> {
  const ownerStates = [webhook.ownerState];
  await insertAuditEvent(tx, context, { at, action, targetKind: "webhook", targetId: webhook.id, ownerStates });
}
