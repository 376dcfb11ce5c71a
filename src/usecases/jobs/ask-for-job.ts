import { v7 as uuidv7 } from "uuid";
import type { JobPriority, StateCode } from "../../domain/vocabulary.ts";
import {
  BACKGROUND,
  type BackgroundContract,
  type BackgroundName,
  makeJobKey,
  STEPS,
  type StepName,
} from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertJob } from "../../repositories/jobs/jobs.ts";

/**
 * Writes a step's job into the outbox, in the transaction of the result that it follows. Asking twice is asking once.
 * Jobs are worked on in the order of `runAfter`, the moment itself unless another is named.
 */
export async function askForJob(
  tx: SqlExecutor,
  name: StepName,
  acquisition: { id: string; ownerState: StateCode },
  requestId: string,
  at: Date,
  cause: string | null = null,
  priority: JobPriority = STEPS[name].priority,
  runAfter?: Date,
): Promise<void> {
  await insertJob(tx, {
    id: uuidv7(),
    name,
    payload: { acquisitionId: acquisition.id, ...(cause === null ? {} : { cause }) },
    payloadVersion: STEPS[name].payloadVersion,
    key: makeJobKey(name, acquisition.id, cause),
    ownerState: acquisition.ownerState,
    priority,
    maxAttempts: STEPS[name].maxAttempts,
    requestId,
    createdAt: at,
    runAfter,
  });
}

/** Asks for work behind the steps. `key` tells what it is about: one job a name and key. False where it was asked for before. */
export async function askForBackground(
  tx: SqlExecutor,
  name: BackgroundName,
  work: {
    readonly payload: unknown;
    readonly key: string;
    readonly ownerState: StateCode;
    readonly runAfter?: Date | undefined;
  },
  requestId: string,
  at: Date,
): Promise<boolean> {
  const contract: BackgroundContract = BACKGROUND[name];
  return insertJob(tx, {
    id: uuidv7(),
    name,
    payload: work.payload,
    payloadVersion: contract.payloadVersion,
    key: `${name}/${work.key}`,
    ownerState: work.ownerState,
    priority: contract.priority,
    maxAttempts: contract.maxAttempts,
    requestId,
    createdAt: at,
    runAfter: work.runAfter,
  });
}
