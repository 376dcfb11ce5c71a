/** A stop that does not wait for clients who have nothing to say, and tells the others to come back. */
import type { Socket } from "node:net";
import { RibinError } from "../../domain/errors.ts";
import type { App } from "../fastify-types.ts";

/**
 * Node counts a connection as idle only after its first request; browsers open connections ahead of need, and each would hold
 * up the stop until they close it. Requests that are being answered are waited for; those that come after are turned away.
 */
export function installCloseConnections(app: App): void {
  const unused = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  app.server.on("request", (request) => unused.delete(request.socket));
  let closing = false;
  app.addHook("onRequest", async () => {
    if (closing) throw new RibinError("UNAVAILABLE", "The service is closing.");
  });
  app.addHook("preClose", async () => {
    closing = true;
    for (const socket of unused) socket.destroy();
  });
}
