/** The signature scheme of Standard Webhooks 1.0 (symmetric, v1). */
import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

export function makeWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString("base64");
}

/** The headers of one attempt; while a secret is being replaced both sign, so that either is recognised. */
export function signWebhook(
  message: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  at: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.body}`).digest("base64")}`;
  });
  return { "webhook-id": message.id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
