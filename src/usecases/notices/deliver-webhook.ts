import { RibinError } from "../../domain/errors.ts";
import { signWebhook } from "../../domain/notices/sign-webhook.ts";
import { deliverWebhookPayloadSchema } from "../../jobs/delivery-payloads.ts";
import { findWebhookMessage } from "../../repositories/notices/webhook-messages.ts";
import { findWebhook, listSigningSecrets } from "../../repositories/notices/webhooks.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { recordAttempt } from "./record-attempt.ts";

const GONE = 410;

/** Sends a message as it was written, under the same id at every attempt, signed anew by what signs now. */
export async function deliverWebhook(
  deps: Pick<Deps, "sql" | "clock" | "delivery" | "secretBox">,
  run: BackgroundRun,
): Promise<void> {
  const { messageId } = deliverWebhookPayloadSchema.parse(run.payload);
  const message = await findWebhookMessage(deps.sql, messageId);
  const webhook = message === null ? null : await findWebhook(deps.sql, message.webhookId);
  if (message === null || webhook === null || webhook.withdrawnAt !== null) {
    await completeBackground(deps, run, async () => {});
    return;
  }
  await recordAttempt(deps, run, "webhook", async () => {
    const now = deps.clock.now();
    const sealed = await listSigningSecrets(deps.sql, webhook.id, now);
    // It came with its state's archive, which has no secrets; nothing leaves unsigned.
    if (sealed.length === 0) throw new RibinError("UNAVAILABLE", "The webhook has no secret here; make a new one.");
    const secrets = await Promise.all(sealed.map((text) => deps.secretBox.open(text, webhook.id)));
    const status = await deps.delivery.webhooks.post(webhook.url, signWebhook(message, secrets, now), message.body);
    if (status === GONE) throw new RibinError("WEBHOOK_GONE");
    if (status < 200 || status > 299) throw new RibinError("UNAVAILABLE", `The webhook's receiver answered ${status}.`);
  });
}
