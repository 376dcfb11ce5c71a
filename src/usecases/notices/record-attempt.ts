import { v7 as uuidv7 } from "uuid";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAttempt } from "../../repositories/notices/mail-deliveries.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";

const MAX_REASON = 500;

/**
 * Delivers once and keeps how it went: every attempt is a record, the failed ones with their reason. What `deliver` throws, the job's
 * end decides about: again later, or dead and to be retried by a person.
 */
export async function recordAttempt(
  deps: Pick<Deps, "sql" | "clock">,
  run: BackgroundRun,
  channel: "mail" | "webhook",
  deliver: () => Promise<void>,
): Promise<void> {
  const { job } = run;
  const attempt = { ownerState: job.ownerState, jobId: job.id, channel, attempt: job.attempt };
  const write = (tx: SqlExecutor, at: Date, reason: string | null) =>
    insertAttempt(tx, { ...attempt, id: uuidv7(), delivered: reason === null, reason, at });
  try {
    await deliver();
  } catch (error) {
    const words =
      error instanceof RibinError ? `${error.code}: ${error.message}` : "JOB_FAILED: unexpected; the log has it.";
    await write(deps.sql, deps.clock.now(), words.slice(0, MAX_REASON));
    throw error;
  }
  await completeBackground(deps, run, (tx, at) => write(tx, at, null));
}
