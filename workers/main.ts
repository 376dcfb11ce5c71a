/** The workers' entry for process managers; `ribin work` does the same. */
import { loadConfig } from "../src/config.ts";
import { runWorkers } from "./run-workers.ts";

await runWorkers(loadConfig());
