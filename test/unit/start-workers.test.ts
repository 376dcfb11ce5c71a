import { expect, test } from "@jest/globals";
import { JOB_NAMES, STEP_NAMES, STEPS } from "../../src/jobs/catalog.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import type { Processors } from "../../src/usecases/jobs/run-job.ts";
import { PROCESSORS } from "../../workers/processors.ts";
import { startWorkers } from "../../workers/start-workers.ts";

test("start-up fails before anything is touched where a job has no processor", async () => {
  const { "search-candidates": _left, ...others } = PROCESSORS;
  const service = { deps: {} as Deps, queue: {} as JobQueue };
  await expect(startWorkers(service, { processors: others as Processors })).rejects.toThrow(
    'The job "search-candidates" has no processor.',
  );
});

test("the catalog names each step once, in one line from the first to the last, and every job has its processor", () => {
  const followers = STEP_NAMES.map((name) => STEPS[name].next).filter((next) => next !== null);
  expect(new Set(followers).size).toBe(STEP_NAMES.length - 1);
  expect(Object.keys(PROCESSORS).sort()).toEqual([...JOB_NAMES].sort());
});
