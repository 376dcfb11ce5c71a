/** The server's entry for process managers; `ribin serve` does the same. */
import { loadConfig } from "./config.ts";
import { runServer } from "./run-server.ts";

await runServer(loadConfig());
