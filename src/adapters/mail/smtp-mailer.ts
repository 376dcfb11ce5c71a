import { createTransport } from "nodemailer";
import { RibinError } from "../../domain/errors.ts";
import type { Mailer } from "../../ports/mailer.ts";

export interface SmtpConfig {
  /** smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465. */
  readonly url: string;
  readonly from: string;
  /** required: nothing is sent without TLS with a valid certificate; off: for a server on the very machine or network. */
  readonly tls: "required" | "off";
  readonly timeoutMs?: number;
  /** PEM; a certificate authority beside the known ones. */
  readonly ca?: string | null;
}

const TIMEOUT_MS = 20_000;

export function openSmtpMailer(config: SmtpConfig): Mailer {
  const address = new URL(config.url);
  const timeout = config.timeoutMs ?? TIMEOUT_MS;
  const secure = address.protocol === "smtps:";
  const domain = config.from.replace(/^.*@/, "").replace(/>.*$/, "");
  const transport = createTransport({
    host: address.hostname.replace(/^\[|\]$/g, ""),
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    requireTLS: config.tls === "required",
    ignoreTLS: config.tls === "off" && !secure,
    ...(config.ca ? { tls: { ca: config.ca } } : {}),
    ...(address.username === ""
      ? {}
      : { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, id }) {
      try {
        await transport.sendMail({
          from: config.from,
          to: { name: "", address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          // No answer of a machine to a machine (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        });
      } catch (cause) {
        throw describeFailure(cause);
      }
    },
    close: async () => transport.close(),
  };
}

/** A code and no words of the server: it may repeat the recipient. */
function describeFailure(cause: unknown): RibinError {
  const { code = "ERROR", responseCode } = cause as { code?: string; responseCode?: number };
  // Of this message or its recipient; what is wrong with the connection or the sign-in is wrong for all and is put right.
  const permanent = responseCode !== undefined && responseCode >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
  const status = responseCode === undefined ? "" : `, status ${responseCode}`;
  if (permanent)
    throw new RibinError("MAIL_REFUSED", `The mail server refused the message (${code}${status}).`, { cause });
  return new RibinError("UNAVAILABLE", `The mail server did not take the message (${code}${status}).`, { cause });
}
