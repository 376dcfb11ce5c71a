/** Any failure as the one line that a user reads: `CODE: what is wrong and what to do`. */
import { type ErrorCode, RibinError } from "../domain/errors.ts";

/** What the operating system answers when a server is away: the person who set its address can help, the program cannot. */
const NO_ANSWER = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"];
/** What it answers when a file or folder cannot be made or written. */
const NO_PLACE = ["ENOENT", "ENOTDIR", "EEXIST", "EISDIR", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG"];
/** SQLSTATE classes of a PostgreSQL server that does not let us in: authorization (28), and no such database (3D). */
const NO_ENTRY = /^(28|3D)/;

/** Never a stack trace; RIBIN_LOG_LEVEL=debug logs the cause. */
export function describeFailure(error: unknown): string {
  const known = error instanceof RibinError ? error : explainSystemError(error);
  if (known !== null) {
    const fields = known.errors.map((entry) => ` ${entry.field}: ${entry.message}.`).join("");
    return `${known.code}: ${oneLine(endSentence(known.message))}${oneLine(fields)} ${known.remedy}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `INTERNAL: ${oneLine(endSentence(message))} This is a fault of the program; please report it.`;
}

/** The system's and the database server's refusals, which are no faults of the program; null for anything else. */
function explainSystemError(error: unknown): RibinError | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return null;
  const of = (known: ErrorCode, message: string) => new RibinError(known, message, { cause: error });
  if (NO_ANSWER.includes(code)) return of("UNAVAILABLE", `A server does not answer: ${error.message || code}`);
  if (NO_PLACE.includes(code) && path !== undefined)
    return of("FILE_NOT_WRITABLE", `${path} cannot be used (${code}).`);
  if (code === "ENOSPC") return of("FILE_NOT_WRITABLE", "The disk is full.");
  if (NO_ENTRY.test(code)) return of("CONFIGURATION_INVALID", `DATABASE_URL: ${error.message}`);
  return null;
}

function endSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]["”)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, " ");
}
