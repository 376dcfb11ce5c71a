import type { Readiness } from "./api/api-config.ts";
import { RibinError } from "./domain/errors.ts";
import type { JobQueue } from "./ports/job-queue.ts";
import type { Deps } from "./usecases/deps.ts";

/** A part that does not answer within this is not ready. */
const ANSWER_MS = 5_000;

interface ReadinessInput {
  readonly deps: Pick<Deps, "sql" | "blobs" | "embedder" | "log">;
  readonly queue: JobQueue;
}

/** Asks every part that the service cannot work without, all at once; each cause of a failure is logged. */
export async function checkReadiness({ deps, queue }: ReadinessInput): Promise<Readiness[]> {
  const ask = async (name: Readiness["name"], question: Promise<unknown>): Promise<Readiness> => {
    try {
      await inTime(question);
      return { name, ready: true };
    } catch (error) {
      deps.log.warn({ err: error, part: name }, "a part is not ready");
      return { name, ready: false, problem: error instanceof RibinError ? error.message : "It does not answer." };
    }
  };
  return Promise.all([
    ask("database", deps.sql.query("select 1")),
    ask("blob store", deps.blobs.checkReady()),
    ask("queue", queue.checkReady()),
    ask("models", assertModels(deps.embedder.models.length)),
  ]);
}

async function assertModels(count: number): Promise<void> {
  if (count === 0) throw new RibinError("MODEL_INVALID", "No model is loaded.");
}

async function inTime(question: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new RibinError("UNAVAILABLE", "It does not answer in time.")), ANSWER_MS);
  });
  try {
    await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}
