/** What two states agreed is data: which categories, images or only existence, until when; and it counts at the next read. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let regional: Person;
let agreementId: string;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { agreed: false });
  regional = await hire(api, "TT", world.tt.technician.labId, "regional_coordinator");
  await api.deps.sql.query("update acquisitions set preview_key = blob_key");
  const made = await regional.send("POST", "/v1/agreements", { body: { states: ["TT", "JM"], categories: ["CE"] } });
  agreementId = made.json<{ id: string }>().id;
});
afterAll(() => api.close());

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const setTerms = (body: object, person = regional) =>
  person.send("POST", `/v1/agreements/${agreementId}/terms`, {
    body: { categories: ["CE", "TF"], images: true, validUntil: null, ...body },
  });
const readEvidence = () => world.tt.examiner.send("GET", `/v1/candidates/${world.candidateId}/evidence`);
const readPicture = () => world.tt.examiner.send("GET", `/v1/acquisitions/${world.right.acquisitionId}/preview.png`);
const listCandidates = async () =>
  (await world.tt.examiner.send("GET", `/v1/acquisitions/${world.left.acquisitionId}/candidates`)).json<{
    items: { id: string; otherAcquisitionId: string | null; other: { caseFacts: unknown } }[];
  }>().items;

describe("images or only existence", () => {
  test("with images, the other state's examiners see the candidate's pictures, and no fact of the case", async () => {
    expect((await setTerms({ images: true })).statusCode).toBe(201);
    expect((await readPicture()).statusCode).toBe(200);
    expect((await readEvidence()).statusCode).toBe(200);
    const [candidate] = await listCandidates();
    expect([candidate?.otherAcquisitionId, candidate?.other.caseFacts]).toEqual([world.right.acquisitionId, null]);
  });

  test("without, they see that it exists, and no picture by any way", async () => {
    expect((await setTerms({ images: false })).statusCode).toBe(201);
    expect((await readPicture()).statusCode).toBe(404);
    for (const what of ["evidence", "plot.png", "aligned-marks"]) {
      const answer = await world.tt.examiner.send("GET", `/v1/candidates/${world.candidateId}/${what}`);
      expect([what, answer.statusCode]).toEqual([what, 403]);
    }
    const [candidate] = await listCandidates();
    expect([candidate?.id, candidate?.otherAcquisitionId]).toEqual([world.candidateId, null]);
    const linkage = await world.tt.examiner.send("GET", `/v1/linkages/${world.linkageId}`);
    expect(linkage.json()).toMatchObject({ imagesPermitted: false });
  });
});

describe("categories", () => {
  test("of what is left out the other state is told nothing: no candidate, no linkage, no picture", async () => {
    await setTerms({ categories: ["CE"] });
    await api.deps.sql.query("update exhibits set category = 'TF' where id = $1", [world.right.exhibit.id]);
    expect(await listCandidates()).toEqual([]);
    for (const url of [
      `/v1/linkages/${world.linkageId}`,
      `/v1/candidates/${world.candidateId}/evidence`,
      `/v1/acquisitions/${world.right.acquisitionId}/preview.png`,
    ]) {
      expect([url, (await world.tt.examiner.send("GET", url)).statusCode]).toEqual([url, 404]);
    }
    const queue = (await world.tt.examiner.send("GET", "/v1/linkages")).json<{ items: unknown[] }>().items;
    expect(queue).toEqual([]);
    await setTerms({ categories: ["TF"] });
    expect(await listCandidates()).toHaveLength(1);
    expect((await readPicture()).statusCode).toBe(200);
  });

  test("that run out open nothing: what was left out stays so, and the images end", async () => {
    await setTerms({ categories: ["CE"], validUntil: soon() });
    const { sql } = api.deps;
    // Terms are append-only, also for a test: these ran out an hour ago.
    await sql.query(
      `insert into agreement_terms select gen_random_uuid(), agreement_id, version + 1, categories, images,
         now() - interval '1 hour', set_by, set_at from agreement_terms where agreement_id = $1 order by version desc limit 1`,
      [agreementId],
    );
    expect(await listCandidates()).toEqual([]);
    await api.deps.sql.query("update exhibits set category = 'CE' where id = $1", [world.right.exhibit.id]);
    expect(await listCandidates()).toHaveLength(1);
    expect((await readPicture()).statusCode).toBe(404);
    expect((await readEvidence()).statusCode).toBe(403);
  });

  test.each([
    ["LIC, which stays national", ["CE", "LIC"]],
    ["CAST, which counts as its original", ["CAST"]],
    ["nothing", []],
  ])("never hold %s", async (_, categories) => {
    const answer = await setTerms({ categories });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "VALIDATION_FAILED"]);
  });
});

describe("terms", () => {
  test("are kept, each with who set it; the newest counts", async () => {
    const before = await regional.send("GET", "/v1/agreements");
    const { version } = before.json<{ items: { version: number }[] }>().items[0]!;
    const set = await setTerms({ images: false });
    expect(set.json()).toMatchObject({
      id: agreementId,
      version: version + 1,
      images: false,
      categories: ["CE", "TF"],
    });
    const { rows } = await api.deps.sql.query("select version from agreement_terms where agreement_id = $1", [
      agreementId,
    ]);
    expect(rows).toHaveLength(version + 1);
    await expect(api.deps.sql.query("update agreement_terms set images = true")).rejects.toThrow();
    await expect(api.deps.sql.query("delete from agreement_terms")).rejects.toThrow();
  });

  test("are set by the regional coordinator, and by nobody of the states", async () => {
    for (const person of [world.tt.coordinator, world.jm.coordinator, world.tt.examiner]) {
      expect((await setTerms({}, person)).statusCode).toBe(403);
    }
    const stranger = await hire(api, "TT", world.tt.technician.labId, "auditor");
    expect((await setTerms({}, stranger)).statusCode).toBe(403);
  });

  test("of a withdrawn agreement are none", async () => {
    await regional.send("POST", `/v1/agreements/${agreementId}/withdraw`, { body: {} });
    const answer = await setTerms({});
    expect([answer.statusCode, answer.json().code]).toEqual([409, "CONFLICT"]);
    expect((await readPicture()).statusCode).toBe(404);
  });
});
