/** Files that end or hold up the thread that reads them: parked after their tries with the reason, while the others go on. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openPiscinaPool } from "../../src/adapters/compute/piscina-pool.ts";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import type { AnalysisTasks } from "../../src/usecases/analysis/tasks.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { retryJob } from "../../src/usecases/jobs/retry-job.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { openTestSql } from "../support/test-sql.ts";

let sql: OwnerSql;
let pipeline: Pipeline;
let technician: RequestContext;
let poisoned: Deps;
beforeAll(async () => {
  sql = await openTestSql();
  pipeline = await openPipeline(sql);
  technician = await pipeline.hire("JM", "lab_technician");
  const filename = join(findPackageRoot(), "test", "support", "poison-thread.mjs");
  poisoned = { ...pipeline.deps, pool: openPiscinaPool<AnalysisTasks>({ filename, threads: 2, taskMs: 4_000 }) };
});
afterAll(async () => {
  await poisoned?.pool.close();
  await pipeline?.close();
  await sql?.close();
});

const receive = async (fileName: string, firing: number) => {
  const exhibit = await pipeline.enterExhibit(technician);
  return (await pipeline.receive(technician, exhibit, makeScan(61, firing), { fileName })).acquisition.id;
};
const jobOf = async (acquisitionId: string) =>
  (
    await sql.query(
      "select id, name, state, attempt, reason from jobs where payload->>'acquisitionId' = $1 and state <> 'done' order by created_at",
      [acquisitionId],
    )
  ).rows[0];

test("a file that crashes its reader, and one that never lets it go, are parked after their tries; the others go on", async () => {
  const [crashes, good] = [await receive("crashes.x3p", 1), await receive("scan.x3p", 2)];
  const [hangs, another] = [await receive("hangs.x3p", 3), await receive("scan.x3p", 4)];
  for (let tries = 0; tries < 5; tries++) {
    await pipeline.runAll(poisoned);
    pipeline.clock.advance(60_000);
  }
  for (const id of [good, another]) expect((await pipeline.read(id)).stage).toBe("verified");
  const reasons = [
    [crashes, "INTERNAL: The analysis of the file ended its thread."],
    [hangs, "INTERNAL: The analysis of the file was given up after 4 s."],
  ] as const;
  for (const [id, reason] of reasons) {
    expect(await jobOf(id)).toMatchObject({ name: "assess-quality", state: "failed", attempt: 4, reason });
    expect(await pipeline.read(id)).toMatchObject({ stage: "failed", stageNote: `assess-quality failed. ${reason}` });
  }
  // With a reader that bears it the parked file goes its way.
  await retryJob(pipeline.deps, technician, { jobId: String((await jobOf(crashes))?.id) });
  await pipeline.runAll();
  expect((await pipeline.read(crashes)).stage).toBe("verified");
});
