import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
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

/** Why it was not delivered by codes too. */
interface AttemptView extends Pick<DeliveryAttempt, "attempt" | "delivered" | "reason" | "at"> {
  readonly reasonSaid: readonly Saying[];
}

export interface WebhookDeliveryView extends WebhookDelivery {
  readonly attempts: readonly AttemptView[];
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
  const said = attempts.map((attempt) => ({ ...attempt, reasonSaid: explainSentences(attempt.reason) }));
  return {
    ...page,
    items: page.items.map((row) => ({ ...row, attempts: said.filter((attempt) => attempt.jobId === row.jobId) })),
  };
}
