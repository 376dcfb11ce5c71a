/** Headers, rate limits and load shedding: what stands before every route. */
import { getHeapStatistics } from "node:v8";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import { RibinError } from "../../domain/errors.ts";
import type { ApiConfig } from "../api-config.ts";
import type { App } from "../fastify-types.ts";

/** Of the heap that the engine gives at most: beyond it, it only collects garbage, and then ends the process. */
const MOST_OF_HEAP = 0.85;

class Busy extends RibinError {
  constructor() {
    super("UNAVAILABLE", "The service is busy.");
  }
}

export async function installProtection(app: App, config: ApiConfig): Promise<void> {
  await app.register(helmet, {
    // The docs page is the only page; its scripts, styles and images come from the service itself.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Swagger UI sets style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
  });
  await app.register(rateLimit, {
    global: false,
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { after }) =>
      new RibinError("TOO_MANY_REQUESTS", `The limit of requests is reached; try again in ${after}.`),
  });
  // Before the sign-in is checked: guessing tokens is limited too. Routes with a limit of their own count for themselves.
  const limit = app.rateLimit();
  app.addHook("onRequest", async function limitRequests(request, reply) {
    if (request.routeOptions.config.rateLimit === undefined) await limit.call(this, request, reply);
  });
  await app.register(underPressure, {
    maxEventLoopDelay: config.maxEventLoopDelayMs,
    maxHeapUsedBytes: Math.floor(MOST_OF_HEAP * getHeapStatistics().heap_size_limit),
    maxRssBytes: config.maxMemoryBytes,
    retryAfter: 5,
    customError: Busy,
    // A process that is busy still says that it lives, and why it is not ready.
    pressureHandler: (request) => {
      if (!request.url.startsWith("/healthz") && !request.url.startsWith("/readyz")) throw new Busy();
    },
  });
}
