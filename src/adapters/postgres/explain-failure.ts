/** What PostgreSQL's errors mean to who asked, and which of them pass by themselves. */
import { RibinError } from "../../domain/errors.ts";
import { explainCertificate } from "../tls/explain-certificate.ts";

/**
 * SQLSTATE 08 (connection), 53 (no connection, disk or memory left), 57P (shut down, crashed, starting), 25P03 and 25P04 (a transaction
 * that the server ended), 25006 (a standby that is not yet the primary), 58030 (its disk), and the socket's own codes.
 */
const AWAY =
  /^(08...|53...|57P0.|25P0[34]|25006|58030|ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|EAI_AGAIN)$/;
/** `pg` gives these no code. */
const AWAY_WORDS = /Connection terminated|timeout exceeded when trying to connect|not queryable|Query read timeout/;

/** The limit of a statement (or an administrator) ended it: the server is slow, or a lock was held for too long. */
const TOO_LONG = "57014";

/** Serialization failure, deadlock, lock not available: undone whole for the sake of another transaction. */
const YIELDED: readonly unknown[] = ["40001", "40P01", "55P03"];

/** A statement that the connection keeps gives other columns than when it was made, since a migration ran beside it. */
const CHANGED = "0A000";
const CHANGED_WORDS = /cached plan must not change result type/;

/** The connection had broken before: it was not even sent, and a transaction that it belonged to is undone. */
const NOT_SENT = /not queryable/;

/** Failures before anything was done: the same may be asked again, whatever it is. */
const unbegun = new WeakSet<object>();

/** A server that is away or too slow is UNAVAILABLE (the caller may try again); everything else is thrown as it came. */
export function rethrowExplained(error: unknown): never {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (AWAY.test(String(code)) || AWAY_WORDS.test(String(message))) {
    const explained = new RibinError("UNAVAILABLE", "The database does not answer.", { cause: error });
    if (NOT_SENT.test(String(message))) unbegun.add(explained);
    throw explained;
  }
  const refused = explainCertificate(error, "The database's");
  if (refused !== null) throw new RibinError("UNAVAILABLE", refused, { cause: error });
  if (code === TOO_LONG) throw new RibinError("UNAVAILABLE", "The database takes too long.", { cause: error });
  throw error;
}

/** The same where nothing was done yet: no connection, or one that was broken before it was used. */
export function rethrowUnbegun(error: unknown): never {
  try {
    rethrowExplained(error);
  } catch (explained) {
    if (isAway(explained)) unbegun.add(explained);
    throw explained;
  }
}

export const isAway = (error: unknown): error is RibinError =>
  error instanceof RibinError && error.code === "UNAVAILABLE";
export const isUnbegun = (error: unknown) => error instanceof Error && unbegun.has(error);
export const hasYielded = (error: unknown) =>
  YIELDED.includes((error as { code?: unknown } | null)?.code) || isOutdated(error);

/** Whether the server refused a kept statement because its table was changed; nothing of it was done. */
export function isOutdated(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === CHANGED && CHANGED_WORDS.test(String(message));
}
