import type { IncomingMessage } from "node:http";
import { v7 as uuidv7 } from "uuid";

/** Letters, digits and a few marks: safe in logs, headers and the audit trail. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,99}$/;

/** The caller's X-Request-Id when it is sane, else a new uuid. It travels through the jobs into the audit events. */
export function makeRequestId(request: Pick<IncomingMessage, "headers">): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && SANE.test(given) ? given : uuidv7();
}
