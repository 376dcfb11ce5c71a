/** Mail and webhooks. */
import type { ErrorDefinition } from "./error-definition.ts";

export const DELIVERY_ERRORS = {
  MAIL_REFUSED: {
    status: 422,
    title: "The mail server refused the message",
    remedy: "Correct the account's e-mail address or the mail server's settings, then retry the job.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    status: 422,
    title: "A webhook may not be sent there",
    remedy: "Use an https address of a public host, or have the operator allow the network (RIBIN_WEBHOOK_NETWORKS).",
  },
  WEBHOOK_GONE: {
    status: 422,
    title: "The receiver says that the webhook is gone",
    remedy: "Withdraw the webhook, or put the receiver right and retry the job.",
  },
} as const satisfies Record<string, ErrorDefinition>;
