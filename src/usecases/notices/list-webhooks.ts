import type { RequestContext } from "../../domain/context.ts";
import { type DeliveryAttempt, listAttempts } from "../../repositories/notices/mail-deliveries.ts";
import { listWebhookMessages, type WebhookDelivery } from "../../repositories/notices/webhook-messages.ts";
import { findWebhook, listWebhooks as listWebhookRows, type Webhook } from "../../repositories/notices/webhooks.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The own state's, newest first, without their secrets. Errors: FORBIDDEN. */
export async function listWebhooks(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Webhook>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "webhook.read", { ownerStates: [state] }, { kind: "webhook", id: "list" });
  return listWebhookRows(deps.sql, state, toPageRequest(input));
}

export interface WebhookDeliveryView extends WebhookDelivery {
  readonly attempts: readonly Pick<DeliveryAttempt, "attempt" | "delivered" | "reason" | "at">[];
}

/** What was sent to a webhook, newest first, with every attempt; what is dead is a failed job, to be retried. Errors: NOT_FOUND, FORBIDDEN. */
export async function listWebhookDeliveries(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { id: string },
): Promise<Page<WebhookDeliveryView>> {
  const webhook = await findWebhook(deps.sql, input.id);
  if (webhook === null) throw await refuseUnseen(deps, context, "webhook.read", { kind: "webhook", id: input.id });
  const subject = { kind: "webhook" as const, id: webhook.id };
  await authorise(deps, context, "webhook.read", { ownerStates: [webhook.ownerState] }, subject);
  const page = await listWebhookMessages(deps.sql, webhook.id, toPageRequest(input));
  const attempts = await listAttempts(
    deps.sql,
    page.items.map(({ jobId }) => jobId),
  );
  return {
    ...page,
    items: page.items.map((row) => ({ ...row, attempts: attempts.filter((a) => a.jobId === row.jobId) })),
  };
}
