/** Searches that people ask for, with real workers: wider than on arrival, of a whole region, and who may ask and see. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import type { Embedder } from "../../src/ports/embedder.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import { startWorkers } from "../../workers/start-workers.ts";
import { makeScan } from "../support/pipeline-world.ts";
import { waitUntil } from "../support/wait-until.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { makeForm } from "./support/make-form.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, type Person } from "./support/people.ts";

let embedder: Embedder;
let api: TestApp;
let queue: JobQueue;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let tt: Staff;
let jm: Staff;
let regional: Person;
beforeAll(async () => {
  embedder = await openOnnxEmbedder();
  api = await openTestApp({ deps: { embedder }, service: { poke: () => workers.poke() } });
  queue = openInProcessQueue(api.deps.log);
  workers = await startWorkers({ deps: api.deps, queue });
  [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
  regional = await hire(api, "TT", tt.technician.labId, "regional_coordinator");
});
afterAll(async () => {
  await workers.close();
  await queue.close();
  await api.close();
  await embedder.close();
});

async function upload({ technician }: Staff, firing: number, calibre: string): Promise<string> {
  const { exhibitId } = await enterExhibit(technician, { exhibit: { calibre } });
  const form = makeForm([
    { name: "exhibitId", value: exhibitId },
    { name: "region", value: "BreechFace" },
    { name: "file", fileName: `firing-${firing}.x3p`, content: makeScan(3, firing) },
  ]);
  const response = await api.app.inject({
    method: "POST",
    url: "/v1/acquisitions",
    headers: { authorization: `Bearer ${technician.token}`, ...form.headers },
    payload: form.body,
  });
  const { id } = response.json<{ id: string }>();
  await waitUntil(
    async () =>
      (await technician.send("GET", `/v1/acquisitions/${id}`)).json().stage === "verified" && (await countOpen()) === 0,
    60_000,
  );
  return id;
}

const countOpen = async () =>
  (await api.deps.sql.query("select 1 from jobs where state in ('pending', 'queued', 'active')")).rows.length;
const listOf = async (person: Person, acquisitionId: string, kind: string) =>
  (await person.send("GET", `/v1/correlations?acquisitionId=${acquisitionId}&kind=${kind}`)).json().items;

test("an examiner asks for a wider search: it is a record with its reason, is followed, and finds what the calibre hid", async () => {
  const [own, other] = [await upload(tt, 1, "9mm Luger"), await upload(jm, 2, ".45 ACP")];
  expect((await tt.examiner.send("GET", `/v1/acquisitions/${own}/candidates`)).json().items).toEqual([]);
  const [arrival] = await listOf(tt.examiner, own, "arrival");
  expect(arrival).toMatchObject({
    kind: "arrival",
    ownerState: "TT",
    askedByKind: "account",
    askedBy: tt.technician.id,
    progress: { searches: 1, searched: 1, verified: 1, failed: 0, found: 0 },
  });

  const url = `/v1/acquisitions/${own}/correlations`;
  const body = {
    reason: "The case head bears no calibre; the lab took it from the report.",
    caseNumber: "TT-2026-17",
    parameters: { calibres: "any", states: ["JM"], categories: ["CE"], occurredFrom: "2020-01-01", limit: 10 },
  };
  const asked = await tt.examiner.send("POST", url, { body });
  expect(asked.statusCode).toBe(201);
  expect(asked.json()).toMatchObject({ kind: "manual", askedBy: tt.examiner.id, ...body });
  const { id } = asked.json();
  const read = async () => (await tt.examiner.send("GET", `/v1/correlations/${id}`)).json();
  await waitUntil(async () => (await read()).progress.verified === 1, 60_000);
  const detail = await read();
  expect(detail).toMatchObject({ ...body, progress: { searches: 1, searched: 1, failed: 0, found: 1, added: 1 } });
  const candidates = (await tt.examiner.send("GET", `/v1/acquisitions/${own}/candidates`)).json().items;
  expect(candidates.map((each: { id: string }) => each.id)).toEqual(detail.candidateIds);
  // The other side's list has it too: the pair is one row.
  expect((await jm.examiner.send("GET", `/v1/acquisitions/${other}/candidates`)).json().items).toHaveLength(1);
  const { rows } = await api.deps.sql.query(
    "select actor_id, owner_states from audit_events where action = 'correlation.requested' and target_id = $1",
    [id],
  );
  expect(rows).toEqual([{ actor_id: tt.examiner.id, owner_states: ["TT"] }]);

  // Restricted since, it is named no more, neither there nor here.
  await api.deps.sql.query("update cases set restricted = true where owner_state = 'JM'");
  expect((await read()).candidateIds).toEqual([]);
  await api.deps.sql.query("update cases set restricted = false where owner_state = 'JM'");
});

test("an exhibit that comes later is in the list of the one that was there, and that in its own", async () => {
  const old = await upload(tt, 4, ".40 S&W");
  const fresh = await upload(jm, 5, ".40 S&W");
  for (const [staff, id] of [
    [tt, old],
    [jm, fresh],
  ] as const) {
    const { items } = (await staff.examiner.send("GET", `/v1/acquisitions/${id}/candidates`)).json();
    expect(items).toMatchObject([{ rank: 1, comparable: true }]);
  }
});

test("only the own state's examiners ask, and nobody else's see; what makes no sense is refused", async () => {
  const own = await upload(tt, 6, "5.7x28mm");
  const url = `/v1/acquisitions/${own}/correlations`;
  const body = { reason: "To see whether anything else is near." };
  const codeOf = async (person: Person, given: object = body) =>
    (await person.send("POST", url, { body: given })).json().code;
  expect(await codeOf(tt.technician)).toBe("FORBIDDEN");
  expect(await codeOf(jm.examiner)).toBe("NOT_FOUND");
  expect(await codeOf(tt.examiner, { reason: "x" })).toBe("VALIDATION_FAILED");
  expect(
    await codeOf(tt.examiner, { ...body, parameters: { occurredFrom: "2026-02-01", occurredTo: "2026-01-01" } }),
  ).toBe("VALIDATION_FAILED");
  expect(await codeOf(tt.examiner, { ...body, parameters: { limit: 5_000 } })).toBe("VALIDATION_FAILED");
  await api.deps.sql.query("update acquisitions set stage = 'searched' where id = $1", [own]);
  expect(await codeOf(tt.examiner)).toBe("CONFLICT");
  await api.deps.sql.query("update acquisitions set stage = 'verified' where id = $1", [own]);
  const { id } = (await tt.examiner.send("POST", url, { body })).json();
  expect((await jm.examiner.send("GET", `/v1/correlations/${id}`)).statusCode).toBe(404);
  expect(await listOf(jm.examiner, own, "manual")).toEqual([]);
  expect(await listOf(regional, own, "manual")).toHaveLength(1);
});

test("the regional coordinator has all open crime evidence of a region searched anew, behind what labs send in", async () => {
  const body = { region: "BreechFace", reason: "A lab corrected the calibres of a whole year." };
  expect((await tt.coordinator.send("POST", "/v1/correlations", { body })).json().code).toBe("FORBIDDEN");
  const none = await regional.send("POST", "/v1/correlations", { body: { ...body, region: "Headstamp" } });
  expect(none.json().code).toBe("CONFLICT");
  const { id } = (await regional.send("POST", "/v1/correlations", { body })).json();
  const count = Number(
    (await api.deps.sql.query("select count(*) n from features where own and category = 'CE'")).rows[0]?.n,
  );
  await waitUntil(
    async () => (await regional.send("GET", `/v1/correlations/${id}`)).json().progress.verified === count,
    90_000,
  );
  const { rows } = await api.deps.sql.query(
    "select distinct priority from jobs where payload ->> 'cause' = $1 or payload ->> 'requestId' = $2",
    [`correlation/${id}`, id],
  );
  expect(rows).toEqual([{ priority: "low" }]);
  // A state sees how far its own evidence is.
  const seen = (await jm.examiner.send("GET", `/v1/correlations/${id}`)).json();
  expect(seen.progress.searches).toBeLessThan(count);
  expect(seen.progress.searches).toBeGreaterThan(0);
});

test("the models of each region are told, with how far they are", async () => {
  const { items } = (await tt.examiner.send("GET", "/v1/models")).json();
  expect(items).toContainEqual(
    expect.objectContaining({ region: "BreechFace", state: "active", missing: 0, shareDone: 1 }),
  );
  expect((await tt.investigator.send("GET", "/v1/models")).statusCode).toBe(403);
});
