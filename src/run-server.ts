import closeWithGrace from "close-with-grace";
import type { Config } from "./config.ts";
import { type RunningServer, startServer } from "./start-server.ts";

/** What closing needs beyond the time that running jobs are given. */
const MARGIN_MS = 10_000;

/** Starts the server and closes it in order when the process is told to stop, or when an error was not caught anywhere. */
export async function runServer(config: Config): Promise<RunningServer> {
  const server = await startServer(config);
  const { log } = server.service.deps;
  closeWithGrace({ delay: config.shutdownSeconds * 1_000 + MARGIN_MS, logger: false }, async ({ signal, err }) => {
    if (err) log.error({ err }, "an error was not caught; closing");
    else log.info({ signal }, "closing");
    await server.close();
  });
  return server;
}
