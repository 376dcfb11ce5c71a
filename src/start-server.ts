/** The service as one process: the API, and the workers beside it unless the settings leave them out. */
import { startForgetting } from "../workers/start-forgetting.ts";
import { startWorkers } from "../workers/start-workers.ts";
import type { ApiConfig } from "./api/api-config.ts";
import { buildApp } from "./api/build-app.ts";
import { checkReadiness } from "./check-readiness.ts";
import { type ComposedService, composeService } from "./compose.ts";
import type { Config } from "./config.ts";
import { RibinError } from "./domain/errors.ts";
import { openStoredFiles } from "./open-stored-files.ts";
import { offerSetUp } from "./usecases/set-up/offer-set-up.ts";

export interface RunningServer {
  /** Where it listens, e.g. http://127.0.0.1:8080. */
  readonly url: string;
  readonly service: ComposedService;
  /** Takes no new requests and jobs, lets running ones finish up to the settings' time, and closes everything. */
  close(): Promise<void>;
}

/** Throws RibinError CONFIGURATION_INVALID where the address cannot be listened at, and what `composeService` throws. */
export async function startServer(
  config: Config,
  overrides: Parameters<typeof composeService>[1] = {},
): Promise<RunningServer> {
  const service = await composeService(config, overrides);
  const graceMs = config.shutdownSeconds * 1_000;
  const { deps, apiDeps, queue, uploadStore } = service;
  await openStoredFiles(service).catch(async (error: unknown) => {
    await service.close(0);
    throw error;
  });
  const workers = config.workers === "in-process" ? await startWorkers(service) : null;
  // Without workers the tiles that this process makes are its own to forget.
  const forgetting = workers === null ? startForgetting(deps) : null;
  const app = await buildApp({
    deps: apiDeps,
    queue,
    uploadStore,
    requestCounter: service.requestCounter,
    registry: service.registry,
    config: makeApiConfig(service),
    checkReady: () => checkReadiness(service),
    ...(workers === null ? {} : { poke: workers.poke }),
  });
  const close = async () => {
    await app.close();
    await workers?.close(graceMs);
    await forgetting?.stop();
    await service.close(0);
  };
  try {
    await offerSetUp(deps, service.setUpCode);
    const url = await app.listen({ host: config.host, port: config.port });
    deps.log.info({ url }, "listening");
    return { url, service, close };
  } catch (error) {
    await close();
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["EADDRINUSE", "EACCES", "EADDRNOTAVAIL"].includes(code)) throw error;
    const address = `${config.host}:${config.port}`;
    throw new RibinError("CONFIGURATION_INVALID", `RIBIN_HOST, RIBIN_PORT: cannot listen at ${address} (${code}).`, {
      cause: error,
    });
  }
}

function makeApiConfig({ config, version, workbenchFolder }: ComposedService): ApiConfig {
  return {
    version,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    requestsPerMinute: config.requestsPerMinute,
    requestsPerMinuteOfToken: config.requestsPerMinuteOfToken,
    requestsPerMinuteOfState: config.requestsPerMinuteOfState,
    signInsPerMinute: config.signInsPerMinute,
    metrics: config.metrics,
    maxOpenStreams: config.maxStreams,
    uploadExpiryHours: config.uploadExpiryHours,
    maxEventLoopDelayMs: config.maxEventLoopDelayMs,
    maxMemoryBytes: config.maxMemoryBytes,
    maxUploads: config.maxUploads,
    maxWaitingJobs: config.maxWaitingJobs,
    workbenchFolder,
  };
}
