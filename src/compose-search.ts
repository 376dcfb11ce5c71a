/** The part of the composition that searches vectors in memory: a bench opens it as the service does. */
import { findThread, openPiscinaPool } from "./adapters/compute/piscina-pool.ts";
import type { Config } from "./config.ts";
import type { Log } from "./ports/log.ts";
import type { VectorMemory } from "./ports/vector-memory.ts";
import { openVectorMemory, type ScanTasks } from "./usecases/vector-memory/hold-vectors.ts";

/** Threads of its own: a search that an examiner waits for is not behind comparisons that take seconds. */
export function composeVectorMemory(config: Pick<Config, "threads" | "searchMemoryBytes">, log: Log): VectorMemory {
  const pool = openPiscinaPool<ScanTasks>({
    filename: findThread("scan-thread"),
    threads: config.threads,
    idleThreads: 0,
  });
  return openVectorMemory({ pool, mostBytes: config.searchMemoryBytes, log });
}
