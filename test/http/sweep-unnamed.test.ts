/** Pictures and reports that a crash left in the store before their record was written go; those that anything names stay. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeComparisonPictureKey, makeReportKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { sweepUnnamed } from "../../src/usecases/acquisitions/sweep-unnamed.ts";
import { keepPicture } from "../support/annotation-steps.ts";
import { type EvidenceWorld, makeWorld, reachHit } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let api: TestApp;
let world: EvidenceWorld;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
});
afterAll(() => api.close());

const issueReport = async () => {
  await reachHit(world);
  return world.tt.investigator.send("POST", "/v1/reports", { body: { linkageId: world.linkageId, kind: "hit" } });
};
test.each([
  [
    "comparison_pictures",
    () => keepPicture(world.tt.examiner, world),
    makeComparisonPictureKey,
    "pictures/odd/name.png",
  ],
  ["reports", issueReport, makeReportKey, "reports/odd/name.pdf"],
] as const)("of %s what is older than a day and of no record is deleted", async (table, keep, makeKey, odd) => {
  const { blobs, sql } = api.deps;
  const kept = (await keep()).json<{ id: string }>().id;
  const [archived, orphan] = [randomUUID(), randomUUID()];
  await sql.query(
    `insert into kept_records (owner_state, path, record, record_sha256, kept_at) values ('JM', $3, $1, $2, now())`,
    [JSON.stringify({ id: archived, blob_key: makeKey(archived) }), "0".repeat(64), `records/${table}.jsonl`],
  );
  const keys = [...[kept, archived, orphan].map(makeKey), odd];
  for (const key of keys.slice(1)) await blobs.putBlob(key, Buffer.from("a file"), null);
  const left = () => Promise.all(keys.map(async (key) => (await blobs.statBlob(key)) !== null));
  const at = (hours: number) => ({ ...api.deps, clock: { now: () => new Date(Date.now() + hours * 3_600_000) } });
  expect([await sweepUnnamed(at(1)), await left()]).toEqual([0, [true, true, true, true]]);
  expect([await sweepUnnamed(at(25)), await left()]).toEqual([1, [true, true, false, true]]);
});
