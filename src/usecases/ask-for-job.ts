import { v7 as uuidv7 } from "uuid";
import type { StateCode } from "../domain/vocabulary.ts";
import { JOBS, type JobName, makeJobKey } from "../jobs/catalog.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { insertJob } from "../repositories/jobs.ts";

/** Writes a step's job into the outbox, in the transaction of the result that it follows. Asking twice is asking once. */
export async function askForJob(
  tx: SqlExecutor,
  name: JobName,
  acquisition: { id: string; ownerState: StateCode },
  requestId: string,
  at: Date,
  cause: string | null = null,
): Promise<void> {
  await insertJob(tx, {
    id: uuidv7(),
    name,
    payload: { acquisitionId: acquisition.id, ...(cause === null ? {} : { cause }) },
    payloadVersion: JOBS[name].payloadVersion,
    key: makeJobKey(name, acquisition.id, cause),
    ownerState: acquisition.ownerState,
    maxAttempts: JOBS[name].maxAttempts,
    requestId,
    createdAt: at,
  });
}
