/** What examiners draw on the marks: kept, corrected by new records, and read by nobody whom it would lead. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { ARROW, describeDrawing, draw } from "../support/annotation-steps.ts";
import { propose } from "../support/decision-world.ts";
import { documentEverything } from "../support/review-steps.ts";
import {
  decide,
  type EvidenceWorld,
  enterEvidence,
  hireStaff,
  makeWorld,
  REGIONAL,
  type Staff,
} from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let auditor: Person;
let ownAuditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  bb = await hireStaff(api, "BB");
  auditor = await hire(api, "BB", bb.technician.labId, "auditor");
  ownAuditor = await hire(api, "TT", world.tt.technician.labId, "auditor");
});
afterAll(() => api.close());

/** Another pair of the two states, for which the agreement stands that the first world made. */
const makeAnother = () => makeWorld(api, { agreed: false });

interface Shown {
  readonly id: string;
  readonly text: string | null;
  readonly reason: string | null;
  readonly shape: object | null;
  readonly accountId: string;
  readonly act: string;
  readonly standing: boolean;
  readonly replaces: string | null;
}
const list = (person: Person, linkageId = world.linkageId) =>
  person.send("GET", `/v1/linkages/${linkageId}/annotations`);
const read = async (person: Person, linkageId = world.linkageId) => {
  const answer = await list(person, linkageId);
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json<{ annotations: Shown[] }>().annotations;
};
const texts = async (person: Person, linkageId?: string) => (await read(person, linkageId)).map(({ text }) => text);
const change = (person: Person, id: string, what: "correction" | "withdrawal", body: object) =>
  person.send("POST", `/v1/linkages/${world.linkageId}/annotations/${id}/${what}`, { body });

describe("drawing", () => {
  test("keeps the place, the words, who and when, and says nothing of it in the trail", async () => {
    const { tt } = world;
    const answer = await draw(tt.examiner, world);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      linkageId: world.linkageId,
      candidateId: world.candidateId,
      side: "a",
      act: "drawn",
      replaces: null,
      accountId: tt.examiner.id,
      accountState: "TT",
      shape: ARROW,
      unit: "metre",
      reason: null,
    });
    const { rows } = await api.deps.sql.query(
      "select owner_states, detail::text as detail from audit_events where action = 'annotation.drawn'",
    );
    expect(rows[0]?.owner_states).toEqual(expect.arrayContaining(["TT", "JM"]));
    expect(Object.keys(JSON.parse(String(rows[0]?.detail)))).toEqual(["annotationId"]);
  });

  test.each([
    ["shape", { shape: { kind: "point", at: { x: 0.2, y: 0 } } }],
    ["shape", { shape: { kind: "line", from: { x: 0, y: 0 }, to: { x: 0, y: 0 } } }],
    ["shape", { shape: { kind: "spiral" } }],
    ["shape", { shape: { kind: "outline", points: [{ x: 0, y: 0 }] } }],
    ["text", { text: "   " }],
    ["side", { side: "c" }],
    ["candidateId", { candidateId: randomUUID() }],
    ["comparisonId", { comparisonId: randomUUID() }],
  ])("refuses a wrong %s by its name", async (field, wrong) => {
    const body = { ...(await describeDrawing(world.tt.examiner, world.candidateId)), ...wrong };
    const answer = await world.tt.examiner.send("POST", `/v1/linkages/${world.linkageId}/annotations`, { body });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toContain(field);
  });

  test("refuses the mark of another linkage", async () => {
    const other = await propose(api.deps, world.left, await enterEvidence(api, world.tt.technician));
    const body = await describeDrawing(world.tt.examiner, other.candidateId);
    const answer = await world.tt.examiner.send("POST", `/v1/linkages/${world.linkageId}/annotations`, { body });
    expect([answer.statusCode, answer.json().errors[0]?.field]).toEqual([400, "candidateId"]);
  });

  test("is an examiner's or a verifier's, of the two states, where they may see both images", async () => {
    const stranger = await draw(bb.examiner, world);
    expect([stranger.statusCode, stranger.json().code]).toEqual([404, "NOT_FOUND"]);
    for (const person of [world.tt.technician, world.tt.investigator, world.tt.coordinator, auditor]) {
      const answer = await draw(person, world);
      expect([403, 404]).toContain(answer.statusCode);
    }
  });

  test("is nobody's where the two states agreed on no images, nor of what leaves its state by release only", async () => {
    const apart = await makeAnother();
    const hidden = async () => {
      expect([403, 404]).toContain((await draw(apart.tt.examiner, apart)).statusCode);
      expect([403, 404]).toContain((await list(apart.tt.examiner, apart.linkageId)).statusCode);
    };
    expect((await draw(apart.tt.examiner, apart)).statusCode).toBe(201);
    expect(await texts(apart.tt.examiner, apart.linkageId)).toHaveLength(1);
    const { rows } = await api.deps.sql.query("update agreements set withdrawn_at = now() returning id", []);
    expect(rows).toHaveLength(1);
    await hidden();
    await createAgreement(api.deps, REGIONAL, { states: ["TT", "JM"], validUntil: null });
    expect(await texts(apart.tt.examiner, apart.linkageId)).toHaveLength(1);
    await api.deps.sql.query("update exhibits set category = 'LIC' where id = $1", [apart.right.exhibit.id]);
    await hidden();
  });

  test("waits until the own exhibit is documented", async () => {
    const own = await makeAnother();
    await api.deps.sql.query("alter table examinations disable trigger all");
    await api.deps.sql.query("delete from examinations where account_id = $1", [own.tt.verifier.id]);
    await api.deps.sql.query("alter table examinations enable trigger all");
    for (const answer of [await draw(own.tt.verifier, own), await list(own.tt.verifier, own.linkageId)]) {
      expect([answer.statusCode, answer.json().code]).toEqual([409, "EXAMINATION_NOT_DOCUMENTED"]);
    }
  });
});

describe("a correction or a withdrawal", () => {
  const reason = "I had taken the wrong land of the two.";

  test("is a new record that names the old one, once, and by its author", async () => {
    const { tt } = world;
    const { id } = (await draw(tt.examiner, world, "A first look at it.")).json<{ id: string }>();
    const shape = { kind: "ellipse", centre: { x: 1e-4, y: 0 }, radiusX: 5e-5, radiusY: 2e-5, angle: 0 };
    const corrected = await change(tt.examiner, id, "correction", { shape, text: "Seen better.", reason });
    expect([corrected.statusCode, corrected.json()]).toMatchObject([201, { act: "corrected", replaces: id, shape }]);
    for (const what of ["correction", "withdrawal"] as const) {
      const again = await change(tt.examiner, id, what, {
        ...(what === "correction" ? { shape, text: "Once more." } : {}),
        reason,
      });
      expect([again.statusCode, again.json().code]).toEqual([409, "CONFLICT"]);
    }
    const newer = corrected.json<{ id: string }>().id;
    expect((await change(tt.verifier, newer, "withdrawal", { reason })).statusCode).toBe(404);
    expect((await change(tt.examiner, newer, "withdrawal", { reason: "No." })).json().errors[0].field).toBe("reason");
    const withdrawn = await change(tt.examiner, newer, "withdrawal", { reason });
    expect([withdrawn.statusCode, withdrawn.json()]).toMatchObject([
      201,
      { act: "withdrawn", shape: null, text: null },
    ]);
    const gone = withdrawn.json<{ id: string }>().id;
    expect((await change(tt.examiner, gone, "withdrawal", { reason })).statusCode).toBe(409);
    const all = (await read(tt.examiner)).slice(-3);
    expect(all.map(({ act, standing }) => `${act} ${standing}`)).toEqual([
      "drawn false",
      "corrected false",
      "withdrawn false",
    ]);
    expect(all.map(({ replaces }) => replaces)).toEqual([null, id, newer]);
  });

  test("of two at the same moment one counts, and the other is told", async () => {
    const { examiner } = world.tt;
    const { id } = (await draw(examiner, world)).json<{ id: string }>();
    const both = await Promise.all([1, 2].map(() => change(examiner, id, "withdrawal", { reason })));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });
});

test("until the verification is recorded each reads the own alone", async () => {
  const own = await makeAnother();
  const { tt, jm, linkageId } = own;
  await draw(tt.examiner, own, "First: the gouge agrees.");
  await draw(jm.examiner, own, "Second: I see it as well.");
  const stillBlind = async () => {
    expect(await texts(tt.examiner, linkageId)).toEqual(["First: the gouge agrees."]);
    expect(await texts(jm.examiner, linkageId)).toEqual(["Second: I see it as well."]);
    expect(await texts(tt.verifier, linkageId)).toEqual([]);
    expect(await texts(tt.coordinator, linkageId)).toEqual([]);
    const both = await hire(api, "JM", jm.technician.labId, "verifier", "auditor");
    await documentEverything(api.deps.sql);
    expect(await texts(both, linkageId)).toEqual([]);
  };
  await stillBlind();
  await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
  await decide(tt.examiner, linkageId, "conclusions", { conclusion: "identification", reasons: "Marks agree." });
  await stillBlind();
  await decide(jm.examiner, linkageId, "conclusions", { conclusion: "inconclusive_a", reasons: "Some marks agree." });
  const overseer = await hire(api, "TT", tt.technician.labId, "national_coordinator", "auditor");
  for (const person of [tt.examiner, jm.examiner, tt.verifier, jm.coordinator, overseer]) {
    expect(await texts(person, linkageId)).toEqual(["First: the gouge agrees.", "Second: I see it as well."]);
  }
  for (const person of [tt.technician, tt.investigator])
    expect((await list(person, linkageId)).statusCode).not.toBe(200);
  expect((await list(bb.examiner, linkageId)).statusCode).toBe(404);
});

test("auditors read who drew, when and by which act, at any time, and never where or in what words", async () => {
  const own = await makeAnother();
  const { tt, jm, linkageId } = own;
  const { id } = (await draw(tt.examiner, own, "First: the gouge agrees.")).json<{ id: string }>();
  await draw(jm.examiner, own, "Second: I see it as well.");
  const body = { reason: "I had taken the wrong land of the two." };
  const gone = await tt.examiner.send("POST", `/v1/linkages/${linkageId}/annotations/${id}/withdrawal`, { body });
  expect(gone.statusCode).toBe(201);
  const heads = [
    [tt.examiner.id, "drawn", false],
    [jm.examiner.id, "drawn", true],
    [tt.examiner.id, "withdrawn", false],
  ];
  const audit = async () => {
    for (const person of [auditor, ownAuditor]) {
      const seen = await read(person, linkageId);
      expect(seen.map(({ accountId, act, standing }) => [accountId, act, standing])).toEqual(heads);
      expect(seen.flatMap(({ text, reason, shape }) => [text, reason, shape]).filter((it) => it !== null)).toEqual([]);
    }
  };
  await audit();
  await api.deps.sql.query("update cases set restricted = true where id = $1", [own.right.case.id]);
  await audit();
  const removal = { reasonCode: "entered_in_error", reason: "It was entered under another case." };
  await tt.coordinator.send("POST", `/v1/exhibits/${own.left.exhibit.id}/removal`, { body: removal });
  await audit();
});

test("a removed exhibit takes them out of sight", async () => {
  const own = await makeAnother();
  await draw(own.tt.examiner, own);
  const body = { reasonCode: "entered_in_error", reason: "It was entered under another case." };
  await own.tt.coordinator.send("POST", `/v1/exhibits/${own.left.exhibit.id}/removal`, { body });
  for (const answer of [await list(own.tt.examiner, own.linkageId), await draw(own.tt.examiner, own)]) {
    expect([answer.statusCode, answer.json().code]).toEqual([410, "RECORD_REMOVED"]);
  }
});
