/** Pictures that a crash left in the store before their record was written go; those that anything names stay. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeComparisonPictureKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { sweepPictures } from "../../src/usecases/review/sweep-pictures.ts";
import { keepPicture } from "../support/annotation-steps.ts";
import { type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let api: TestApp;
let world: EvidenceWorld;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
});
afterAll(() => api.close());

test("what is older than a day and of no picture is deleted", async () => {
  const { blobs, sql } = api.deps;
  const kept = (await keepPicture(world.tt.examiner, world)).json<{ id: string }>().id;
  const [archived, orphan] = [randomUUID(), randomUUID()];
  await sql.query(
    `insert into kept_records (owner_state, path, record, record_sha256, kept_at) values ('JM', 'records/comparison_pictures.jsonl', $1, $2, now())`,
    [JSON.stringify({ id: archived, blob_key: makeComparisonPictureKey(archived) }), "0".repeat(64)],
  );
  const keys = [...[kept, archived, orphan].map(makeComparisonPictureKey), "pictures/odd/name.png"];
  for (const key of keys.slice(1)) await blobs.putBlob(key, Buffer.from("a picture"));
  const left = () => Promise.all(keys.map(async (key) => (await blobs.statBlob(key)) !== null));
  const at = (hours: number) => ({ ...api.deps, clock: { now: () => new Date(Date.now() + hours * 3_600_000) } });
  expect([await sweepPictures(at(1)), await left()]).toEqual([0, [true, true, true, true]]);
  expect([await sweepPictures(at(25)), await left()]).toEqual([1, [true, true, false, true]]);
});
