/** A scan as X3P with what the records say of it, for who may have the original. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readForensicMetadata } from "../../src/analysis/x3p/forensic-metadata.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { makeForm } from "./support/make-form.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { comment: "the widow knows" } });
}, 240_000);
afterAll(() => api.close());

test("its heights are the original's, its metadata the record's, and it is received again as any scan", async () => {
  const { tt, left } = world;
  const url = `/v1/acquisitions/${left.acquisitionId}`;
  const original = (await tt.examiner.send("GET", `${url}/file`)).rawPayload;
  const exported = await tt.examiner.send("GET", `${url}/x3p`);
  expect(exported.statusCode).toBe(200);
  const metadata = readForensicMetadata(exported.rawPayload) ?? "";
  expect(JSON.parse(metadata)).toMatchObject({
    state: "TT",
    caseNumber: left.case.caseNumber,
    exhibitNumber: "CC-1",
    region: "BreechFace",
    original: { sha256: createHash("sha256").update(original).digest("hex"), sizeBytes: original.length },
  });
  expect(metadata).not.toContain("widow");
  expect(readX3p(exported.rawPayload)).toEqual(readX3p(original));

  const { exhibitId } = await enterExhibit(tt.technician);
  const form = makeForm([
    { name: "exhibitId", value: exhibitId },
    { name: "region", value: "BreechFace" },
    { name: "file", fileName: "again.x3p", content: exported.rawPayload },
  ]);
  const headers = { authorization: `Bearer ${tt.technician.token}`, ...form.headers };
  const received = await api.app.inject({ method: "POST", url: "/v1/acquisitions", headers, payload: form.body });
  expect(received.statusCode).toBe(201);
  const kept = (await tt.examiner.send("GET", `/v1/acquisitions/${received.json().id}/file`)).rawPayload;
  expect(kept.equals(exported.rawPayload)).toBe(true);
});

test("another state has it with a release of the case only, and that is recorded", async () => {
  const { tt, jm, left } = world;
  const url = `/v1/acquisitions/${left.acquisitionId}/x3p`;
  expect((await jm.examiner.send("GET", url)).statusCode).toBe(403);
  const release = { caseId: left.case.id, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
  expect((await tt.coordinator.send("POST", "/v1/releases", { body: release })).statusCode).toBe(201);
  expect((await jm.examiner.send("GET", url)).statusCode).toBe(200);
  expect((await jm.coordinator.send("GET", url)).statusCode).toBe(404);
  const { rows } = await api.deps.sql.query(
    "select owner_states from audit_events where action = 'acquisition.exported' and actor_id = $1",
    [jm.examiner.id],
  );
  expect(rows).toEqual([{ owner_states: ["TT"] }]);
});
