/** What a region under load is watched by: memory of its processes, and how long work waits. */
import { readFile } from "node:fs/promises";
import type { Sql } from "../../src/ports/sql.ts";
import type { ServiceProcess } from "../support/service-process.ts";

export interface LoadWatch {
  /** MiB of each process, a number a second. */
  readonly memory: readonly number[][];
  /** Seconds that the oldest waiting job of normal priority has waited, a number a second; 0 where none waits. */
  readonly waits: readonly number[];
  stop(): Promise<void>;
}

export function watchLoad(sql: Sql, processes: readonly ServiceProcess[]): LoadWatch {
  const memory: number[][] = processes.map(() => []);
  const waits: number[] = [];
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      const next = new Promise((resolve) => setTimeout(resolve, 1_000));
      for (const [at, { pid }] of processes.entries()) memory[at]?.push(await readMemory(pid));
      waits.push(await readOldestWait(sql));
      await next;
    }
  };
  const running = run();
  return {
    memory,
    waits,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** Resident memory in MiB; NaN where the system tells none (no /proc). */
async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function readOldestWait(sql: Sql): Promise<number> {
  const { rows } = await sql.query(
    `select coalesce(extract(epoch from max(clock_timestamp() - created_at)), 0)::float8 as seconds from jobs
     where state in ('pending', 'queued') and priority = 'normal' and run_after <= clock_timestamp()`,
    [],
  );
  return Number(rows[0]?.seconds);
}
