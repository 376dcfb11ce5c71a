/** Files of imports that a crash left behind go; those that wait for somebody stay. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeImportKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { sweepImports } from "../../src/usecases/exchange/sweep-imports.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { sendImport } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let api: TestApp;
let jm: Staff;
beforeAll(async () => {
  api = await openTestApp();
  jm = await hireStaff(api, "JM");
});
afterAll(() => api.close());

async function importOne(apply: boolean): Promise<string> {
  const csv = `caseNumber,eventType,exhibitNumber,type\n${randomUUID()},homicide,,\n`;
  const { id } = (await sendImport(api, jm.technician, csv)).json<{ id: string }>();
  if (apply) await jm.technician.send("POST", `/v1/imports/${id}/application`, { body: {} });
  return id;
}

test("what is older than a day and of no import that waits is deleted", async () => {
  const { blobs } = api.deps;
  const [waiting, applied, never] = [await importOne(false), await importOne(true), randomUUID()];
  const keys = [waiting, applied, never].map((id) => makeImportKey(id, 1));
  for (const key of keys) await blobs.putBlob(key, Readable.from([Buffer.from("scan")]), null);
  const left = () => Promise.all(keys.map(async (key) => (await blobs.statBlob(key)) !== null));
  const at = (hours: number) => ({ ...api.deps, clock: { now: () => new Date(Date.now() + hours * 3_600_000) } });
  expect([await sweepImports(at(1)), await left()]).toEqual([0, [true, true, true]]);
  expect([await sweepImports(at(25)), await left()]).toEqual([2, [true, false, false]]);
});
