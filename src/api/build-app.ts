import cookie from "@fastify/cookie";
import { fastify } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { ApiService } from "./api-config.ts";
import type { App } from "./fastify-types.ts";
import { makeRequestId } from "./make-request-id.ts";
import { installActorLimits } from "./plugins/actor-limits.ts";
import { installApiDescription } from "./plugins/api-description.ts";
import { installAsker, installNobody } from "./plugins/asker.ts";
import { installAuthentication } from "./plugins/authentication.ts";
import { installCloseConnections } from "./plugins/close-connections.ts";
import { installEntityTags } from "./plugins/entity-tags.ts";
import { installIdempotency } from "./plugins/idempotency.ts";
import { installMetrics } from "./plugins/metrics.ts";
import { installProblemDetails, sendProblem } from "./plugins/problem-details.ts";
import { installProtection } from "./plugins/protection.ts";
import { installRequestLog } from "./plugins/request-log.ts";
import { installRouteTable } from "./plugins/route-table.ts";
import { installSweep } from "./plugins/sweep.ts";
import { installTracing } from "./plugins/tracing.ts";
import { installWorkbench } from "./plugins/workbench.ts";
import { ROUTES } from "./routes/register-routes.ts";

/** Bytes of a JSON body; evidence comes as multipart or by resumable upload, which have limits of their own. */
const MAX_JSON_BYTES = 1024 * 1024;

/** An upload over a weak line takes its time; what takes longer is for the resumable protocol. */
const MAX_REQUEST_MS = 30 * 60_000;

/** The HTTP face of the service, ready to listen or to be injected; the caller closes it. */
export async function buildApp(service: ApiService): Promise<App> {
  const { deps, config } = service;
  const app: App = fastify({
    logger: false,
    genReqId: makeRequestId,
    // Of X-Forwarded-For only the last address, which the proxy itself wrote: the others are whatever the client sent, and
    // with them a client would pass every limit that counts by address.
    trustProxy: config.trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: MAX_JSON_BYTES,
    requestTimeout: MAX_REQUEST_MS,
    keepAliveTimeout: 72_000,
    // close-connections.ts does so, with a code.
    return503OnClosing: false,
    // An address that cannot be read never reaches a route.
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, error, deps),
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser("text/plain");

  installTracing(app);
  installRequestLog(app, deps.log);
  installCloseConnections(app);
  installRouteTable(app);
  installProblemDetails(app, deps);
  await installProtection(app, config);
  await app.register(cookie);
  installNobody(app);
  installAuthentication(app, deps);
  installActorLimits(app, service.requestCounter, config);
  installAsker(app);
  installEntityTags(app);
  installIdempotency(app, deps);
  await installApiDescription(app, config);
  installMetrics(app, service);
  installSweep(app, service);
  for (const route of ROUTES) route(app, service);
  await installWorkbench(app, config);
  await app.ready();
  return app;
}
