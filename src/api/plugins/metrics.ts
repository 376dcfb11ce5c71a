/** /metrics for Prometheus: off, for this machine only, or open, as configured. What is measured is told by docs/operations.md. */
import type { FastifyRequest } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { RibinError } from "../../domain/errors.ts";
import type { ApiService } from "../api-config.ts";
import type { App } from "../fastify-types.ts";
import { observeRegion } from "./observe-region.ts";

export function installMetrics(app: App, service: ApiService): void {
  if (service.config.metrics === "off") return;
  const registry = service.registry ?? makeRegistry();
  const seconds = new Histogram({
    name: "ribin_http_request_seconds",
    help: "Time from a request to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.15, 0.5, 2, 10],
    registers: [registry],
  });
  observeRegion(registry, service);
  app.addHook("onResponse", async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? "unknown",
      status: String(reply.statusCode),
    };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.get(
    "/metrics",
    { config: { access: "public", rateLimit: false }, schema: { hide: true } },
    async (request, reply) => {
      if (service.config.metrics === "loopback" && !isLocal(request)) throw new RibinError("NOT_FOUND");
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
}

function makeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** From this machine and not through a proxy on it. */
function isLocal(request: FastifyRequest): boolean {
  const { remoteAddress } = request.raw.socket;
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  const loopback = remoteAddress === "127.0.0.1" || remoteAddress === "::1" || remoteAddress === "::ffff:127.0.0.1";
  return loopback && forwarded === undefined;
}
