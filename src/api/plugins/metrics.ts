/** /metrics for Prometheus: requests by route, open jobs and the queue. Off, for this machine only, or open, as configured. */
import type { FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { RibinError } from "../../domain/errors.ts";
import { PROGRAM, runAsking } from "../../ports/asker.ts";
import { countJobs } from "../../usecases/jobs/count-jobs.ts";
import type { ApiService } from "../api-config.ts";
import type { App } from "../fastify-types.ts";

export function installMetrics(app: App, service: ApiService): void {
  if (service.config.metrics === "off") return;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "ribin_http_request_seconds",
    help: "Time from a request to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  observeJobs(registry, service);
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

function observeJobs(registry: Registry, { deps, queue }: ApiService): void {
  new Gauge({
    name: "ribin_jobs",
    help: "Jobs by name and state, as the database has them",
    labelNames: ["name", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { name, state, count } of await runAsking(PROGRAM, () => countJobs(deps)))
        this.set({ name, state }, count);
    },
  });
  if (queue === undefined) return;
  new Gauge({
    name: "ribin_queue_tickets",
    help: "Tickets of jobs on their way to the workers",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      const { waiting, active } = await queue.countTickets();
      this.set({ state: "waiting" }, waiting);
      this.set({ state: "active" }, active);
    },
  });
}

/** From this machine and not through a proxy on it. */
function isLocal(request: FastifyRequest): boolean {
  const { remoteAddress } = request.raw.socket;
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  const loopback = remoteAddress === "127.0.0.1" || remoteAddress === "::1" || remoteAddress === "::ffff:127.0.0.1";
  return loopback && forwarded === undefined;
}
