/** The log: one JSON line an event on stderr, without secrets. */
import { type DestinationStream, pino } from "pino";
import type { Log } from "../../ports/log.ts";

/** Fields that are never written, wherever a caller puts them (up to three levels down). */
const SECRETS = [
  "authorization",
  "cookie",
  "password",
  "token",
  "secret",
  "invitationToken",
  "challenge",
  "secretAccessKey",
  "set-cookie",
];
const REDACTED = SECRETS.flatMap((name) => ["", "*.", "*.*."].map((level) => `${level}["${name}"]`.replace(".[", "[")));

/** A name and password inside a URL, as drivers like to quote it. */
const URL_CREDENTIALS = /(\w+:\/\/)[^\s/@]+@/g;

const MAX_CAUSES = 4;

/**
 * Only what is safe of an error: a driver's other fields (PostgreSQL's `detail`, the parameters of a statement) hold values of
 * rows, and so perhaps persons.
 */
function describeError(error: unknown, depth = 0): object {
  if (typeof error !== "object" || error === null) return { message: clean(String(error)) };
  const { name, message, code, stack, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return {
    name,
    message: clean(String(message)),
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack: clean(stack) }),
    ...(cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(cause, depth + 1) }),
  };
}

export function createPinoLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => describeError(error) },
      redact: { paths: REDACTED, censor: "[redacted]" },
    },
    destination,
  );
}

function clean(text: string): string {
  return text.replaceAll(URL_CREDENTIALS, "$1[redacted]@");
}
