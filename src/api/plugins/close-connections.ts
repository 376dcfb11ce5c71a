/** A stop that does not wait for clients who have nothing to say. */
import type { Socket } from "node:net";
import type { App } from "../fastify-types.ts";

/**
 * Node counts a connection as idle only after its first request; browsers open connections ahead of need, and each would hold
 * up the stop until they close it. Requests that are being answered are waited for.
 */
export function installCloseConnections(app: App): void {
  const unused = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  app.server.on("request", (request) => unused.delete(request.socket));
  app.addHook("preClose", async () => {
    for (const socket of unused) socket.destroy();
  });
}
