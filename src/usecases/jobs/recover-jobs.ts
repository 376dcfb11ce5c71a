import { deleteOpenIdempotencyKeys } from "../../repositories/idempotency-keys.ts";
import { releaseAllJobs } from "../../repositories/jobs/job-relay.ts";
import type { Deps } from "../deps.ts";

/**
 * At the start of a process that is alone with its database (the embedded one): whatever was handed out is nobody's now, and
 * goes back to work at once instead of when leases and tickets run out. Idempotency keys whose requests died with the process
 * are free again: what those requests had written is refused as a duplicate, what they had not is done.
 */
export async function recoverJobs(deps: Pick<Deps, "sql" | "clock">): Promise<void> {
  if (deps.sql.dialect !== "pglite") return;
  await deps.sql.transaction(async (tx) => {
    await releaseAllJobs(tx, deps.clock.now());
    await deleteOpenIdempotencyKeys(tx);
  });
}
