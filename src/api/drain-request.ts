import type { IncomingMessage } from "node:http";

/** More than this is not worth reading to save a connection. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads and forgets what is left of the body of an answered request. Node does so by itself only where nobody has begun to read:
 * after a refusal half-way the connection would stand still, and the client's next request on it would never be answered.
 */
export function drainRequest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.unpipe();
  let left = MAX_BYTES;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}
