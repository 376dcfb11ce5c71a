/** Who may be asked to verify blind is told by the audit trail neither who worked on a linkage nor whom the system asked. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { decide, type EvidenceWorld, EXAMINATION, makeWorld } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

interface Event {
  readonly seq: string;
  readonly action: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly detail: Record<string, unknown>;
}

let api: TestApp;
let world: EvidenceWorld;
let coordinates: Person;
let audits: Person;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  const { tt, jm, linkageId, candidateId, left } = world;
  coordinates = await hire(api, "TT", tt.technician.labId, "national_coordinator", "verifier");
  audits = await hire(api, "JM", jm.technician.labId, "auditor", "firearms_examiner");
  auditor = await hire(api, "JM", jm.technician.labId, "auditor");
  await tt.examiner.send("POST", `/v1/exhibits/${left.exhibit.id}/examinations`, { body: EXAMINATION });
  await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "The cells agree." });
  for (const person of [tt.examiner, coordinates]) await person.send("GET", `/v1/candidates/${candidateId}/evidence`);
  await tt.examiner.send("POST", "/v1/reports", { body: { linkageId, kind: "lead" } });
});
afterAll(() => api.close());

async function search(person: Person, query: Record<string, string> = {}): Promise<Event[]> {
  const asked = new URLSearchParams({ limit: "200", order: "newest", ...query });
  const answer = await person.send("GET", `/v1/audit-events?${asked}`);
  expect([query, answer.statusCode]).toEqual([query, 200]);
  return answer.json<{ items: Event[] }>().items;
}
/** Of the pair, by whichever address of it the event names. */
const isOfPair = ({ targetId, detail }: Event) =>
  [world.linkageId, world.candidateId].includes(targetId) || detail.linkageId === world.linkageId;
const waysToAsk = () => [
  {},
  { targetId: world.linkageId },
  { targetId: world.candidateId, targetKind: "candidate" },
  { exhibitId: world.left.exhibit.id },
  { actorId: world.tt.examiner.id },
  { action: "linkage.reviewed" },
  { action: "report.issued" },
  { action: "verification.assigned" },
];

async function expectBlind(person: Person) {
  for (const query of waysToAsk()) {
    const ofOthers = (await search(person, query)).filter((event) => isOfPair(event) && event.actorId !== person.id);
    expect([query, ofOthers.filter(({ actorId }) => actorId !== "system")]).toEqual([query, []]);
    expect(ofOthers.filter(({ action }) => action.startsWith("verification."))).toEqual([]);
  }
  expect((await search(person, { action: "exhibit.examined" })).map(({ actorId }) => actorId)).not.toContain(
    world.tt.examiner.id,
  );
}

test("before anybody verified: who also examines finds none of what others did to the pair, and all else", async () => {
  const { tt, left, linkageId, candidateId } = world;
  const told = (await search(auditor)).filter(isOfPair).map(({ action }) => action);
  expect(told).toEqual(expect.arrayContaining(["linkage.reviewed", "candidate.evidence_read", "report.issued"]));
  expect((await search(auditor, { action: "exhibit.examined" }))[0]).toMatchObject({ actorId: tt.examiner.id });
  for (const person of [coordinates, audits]) await expectBlind(person);
  // The own work, the program's, and what is of the case.
  expect(await search(coordinates, { targetId: candidateId })).toMatchObject([
    { action: "candidate.evidence_read", actorId: coordinates.id },
  ]);
  const ofCase = await search(coordinates, { targetId: left.case.id });
  expect(ofCase.map(({ actorId }) => actorId)).toContain(tt.technician.id);
  // Who coordinates and does not examine is never asked to verify.
  expect((await search(tt.coordinator, { targetId: linkageId })).map(({ actorId }) => actorId)).toContain(
    tt.examiner.id,
  );
});

test("from the first conclusion to the verification: nor whom the system asked", async () => {
  const { tt, linkageId } = world;
  const given = { conclusion: "identification", reasons: "The marks agree over the whole face." };
  await decide(tt.examiner, linkageId, "conclusions", given);
  expect((await search(auditor, { action: "verification.assigned" })).filter(isOfPair)).not.toEqual([]);
  for (const person of [coordinates, audits]) await expectBlind(person);
});

test("once it is verified: the same as everybody who reads the trail", async () => {
  const { tt, jm, linkageId } = world;
  const given = { conclusion: "identification", reasons: "The marks agree over the whole face." };
  expect((await decide(jm.examiner, linkageId, "conclusions", given)).statusCode).toBe(201);
  const whole = (await search(auditor, { targetId: linkageId })).map(({ seq }) => seq);
  expect((await search(audits, { targetId: linkageId })).map(({ seq }) => seq)).toEqual(whole);
  expect((await search(coordinates, { targetId: linkageId })).map(({ actorId }) => actorId)).toContain(tt.examiner.id);
});
