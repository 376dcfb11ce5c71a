/** One line a request, by its route's pattern: addresses hold identifiers, and logs hold no evidence. */
import type { Log } from "../../ports/log.ts";
import type { App } from "../fastify-types.ts";

export function installRequestLog(app: App, log: Log): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const fields = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? "unknown",
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      actor: request.actor?.id,
    };
    log.info(fields, "request");
  });
}
