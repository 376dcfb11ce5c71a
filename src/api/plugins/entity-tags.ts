/** Entity tags of records that change: weak, made of the row's version; If-Match guards against lost updates. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { RibinError } from "../../domain/errors.ts";
import type { App } from "../fastify-types.ts";

/** The tag is weak: the same version may be shown differently to two readers. */
export function setEntityTag(reply: FastifyReply, version: number): void {
  reply.header("etag", `W/"${version}"`);
}

/**
 * The version that the caller read, from If-Match. Weak tags are compared by version, which is what they are made of.
 * Errors: PRECONDITION_REQUIRED without the header, PRECONDITION_FAILED when it names no version.
 */
export function readIfMatch(request: FastifyRequest): number {
  const header = request.headers["if-match"];
  if (header === undefined) throw new RibinError("PRECONDITION_REQUIRED");
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim());
  if (!match) throw new RibinError("PRECONDITION_FAILED", `If-Match must be an ETag of this record, e.g. W/"3".`);
  return Number(match[1]);
}

export function installEntityTags(app: App): void {
  app.addHook("preValidation", async (request) => {
    if (request.routeOptions.config.ifMatch === true) readIfMatch(request);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    // A tag says that nobody changed the record, not that a sharing agreement, an examination or the hour shows no more of it than before:
    // a browser that kept the answer would show what no longer holds, and would leave evidence on the disk of a shared machine.
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "private, no-store");
    const tag = reply.getHeader("etag");
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof tag !== "string") return payload;
    const asked = request.headers["if-none-match"]?.split(",").map((entry) => entry.trim());
    if (asked?.includes(tag) !== true) return payload;
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return null;
  });
}
