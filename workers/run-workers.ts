import { join } from "node:path";
import closeWithGrace from "close-with-grace";
import { type ComposedService, composeService } from "../src/compose.ts";
import type { Config } from "../src/config.ts";
import { openStoredFiles } from "../src/open-stored-files.ts";
import { type ServedMetrics, serveMetrics } from "./serve-metrics.ts";
import { startHeartbeat } from "./start-heartbeat.ts";
import { startWorkers } from "./start-workers.ts";

/** What closing needs beyond the time that running jobs are given. */
const MARGIN_MS = 10_000;

/** In the data folder; docker-compose.yml looks at its age. */
const HEARTBEAT_FILE = "worker-heartbeat";

/** Works until the process is told to stop, or until an error was not caught anywhere; running jobs are let finish. */
export async function runWorkers(config: Config): Promise<void> {
  const service = await composeService(config);
  const { log, pool, sql } = service.deps;
  const graceMs = config.shutdownSeconds * 1_000;
  const start = async () => {
    await openStoredFiles(service);
    return startWorkers(service);
  };
  const workers = await start().catch(async (error: unknown) => {
    await service.close(0);
    throw error;
  });
  const heartbeat = await startHeartbeat(join(config.dataDir, HEARTBEAT_FILE), () => sql.query("select 1"), log);
  const metrics = await serveWorkerMetrics(service);
  log.info(
    { threads: pool.threads, queues: config.queues, ...(metrics === null ? {} : { metricsPort: metrics.port }) },
    "working",
  );
  closeWithGrace({ delay: graceMs + MARGIN_MS, logger: false }, async ({ signal, err }) => {
    if (err) log.error({ err }, "an error was not caught; closing");
    else log.info({ signal }, "closing");
    heartbeat.stop();
    await metrics?.close();
    await workers.close(graceMs);
    await service.close(0);
  });
}

/** Null where the settings name no port, or no metrics. On this machine only, unless they are open to all. */
async function serveWorkerMetrics({ config, registry }: ComposedService): Promise<ServedMetrics | null> {
  if (config.workerMetricsPort === 0 || config.metrics === "off") return null;
  const host = config.metrics === "all" ? config.host : "127.0.0.1";
  return serveMetrics(registry, { host, port: config.workerMetricsPort });
}
