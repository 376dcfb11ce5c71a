import { postponeJob } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";
import type { RunningJobs } from "./run-job.ts";

const REASON = "JOB_FAILED: the worker was told to stop before it was done; another one goes on.";

/**
 * Gives back at once what a process that ends is still at: another worker need not wait for the leases to run out, and no job loses a try.
 * What the process still computes of them is written nowhere. Returns how many.
 */
export async function handBackJobs(deps: Pick<Deps, "sql" | "clock">, running: RunningJobs): Promise<number> {
  // One that is being claimed at this moment is known when that is answered.
  await Promise.allSettled(running.claims);
  const now = deps.clock.now();
  let handedBack = 0;
  for (const job of running.jobs) {
    if (await postponeJob(deps.sql, job.id, job.attempt, REASON, now, false)) handedBack += 1;
  }
  return handedBack;
}
