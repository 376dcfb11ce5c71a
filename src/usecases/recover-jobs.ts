import { releaseAllJobs } from "../repositories/job-relay.ts";
import type { Deps } from "./deps.ts";

/**
 * At the start of a process that is alone with its database (the embedded one): whatever was handed out is nobody's now, and
 * goes back to work at once instead of when leases and tickets run out.
 */
export async function recoverJobs(deps: Pick<Deps, "sql" | "clock">): Promise<void> {
  if (deps.sql.dialect !== "pglite") return;
  await deps.sql.transaction((tx) => releaseAllJobs(tx, deps.clock.now()));
}
