/** No pixel of the other state's side is shown to who compares before the own exhibit is documented, by whichever address (docs/review.md). */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { propose } from "../support/decision-world.ts";
import { decide, type EvidenceWorld, EXAMINATION, enterEvidence, makeWorld } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let png: Buffer;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  png = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#204060" } })
    .png()
    .toBuffer();
  await showPictures();
});
/** Of each acquisition a picture is made. */
async function showPictures(): Promise<void> {
  await api.deps.blobs.putBlob("previews/any", png, null);
  await api.deps.sql.query("update acquisitions set preview_key = 'previews/any'");
}
afterAll(() => api.close());

type Roles = Parameters<typeof hire>[3][];
/** Somebody of TT who has documented nothing yet. */
const hireNew = (...roles: Roles) => hire(api, "TT", world.tt.technician.labId, ...roles);
const document = async (person: Person, exhibitId = world.left.exhibit.id) => {
  const answer = await person.send("POST", `/v1/exhibits/${exhibitId}/examinations`, { body: EXAMINATION });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ afterUnmasking: boolean }>();
};
const release = async (caseId: string) => {
  const body = { caseId, toState: "TT", purpose: "Joint investigation", expiresAt: tomorrow() };
  expect((await world.jm.coordinator.send("POST", "/v1/releases", { body })).statusCode).toBe(201);
};
const AGREED = ["preview.png", "preview.png?side=64", "outlines"];
const ORIGINAL = ["file", "x3p", "image", "tile?viewing=none&level=0&column=0&row=0"];
/** What each address answers: the status, or the code and the exhibit that it names. */
const ask = async (person: Person, ways: readonly string[], acquisitionId = world.right.acquisitionId) => {
  const answers: unknown[] = [];
  for (const way of ways) {
    const answer = await person.send("GET", `/v1/acquisitions/${acquisitionId}/${way}`);
    const { code, exhibitId } = answer.statusCode < 400 ? { code: 200 } : answer.json();
    answers.push(exhibitId === undefined ? code : `${code} ${exhibitId}`);
  }
  return answers;
};
const refused = (ways: readonly string[], exhibitId = world.left.exhibit.id) =>
  ways.map(() => `EXAMINATION_NOT_DOCUMENTED ${exhibitId}`);

test("under an agreement: the picture and its outlines wait for the record, and being shown them is kept", async () => {
  for (const role of ["verifier", "firearms_examiner"] as const) {
    const person = await hireNew(role);
    expect(await ask(person, AGREED)).toEqual(refused(AGREED));
    expect(await ask(person, ["file"])).toEqual(["FORBIDDEN"]);
    // The own exhibit is what is documented, and is looked at for it.
    expect(await ask(person, [...AGREED, "file", "x3p"], world.left.acquisitionId)).toEqual([200, 200, 200, 200, 200]);
    expect(await document(person)).toMatchObject({ afterUnmasking: false });
    expect(await ask(person, AGREED)).toEqual([200, 200, 200]);
    expect(await document(person)).toMatchObject({ afterUnmasking: true });
  }
});

test("what is refused is not recorded as read", async () => {
  const person = await hireNew("verifier");
  await ask(person, AGREED);
  const { rows } = await api.deps.sql.query("select action from audit_events where actor_id = $1 and target_id = $2", [
    person.id,
    world.right.acquisitionId,
  ]);
  expect(rows).toEqual([]);
});

test("who is of the own state's bench and does not compare is asked nothing", async () => {
  const { jm, right } = world;
  expect(await ask(jm.technician, AGREED, right.acquisitionId)).toEqual([200, 200, 200]);
});

test("an exhibit beside two of the own opens with the first that is documented, as their comparisons do", async () => {
  const { tt, right } = world;
  const second = await enterEvidence(api, tt.technician);
  const pair = await propose(api.deps, second, right);
  await showPictures();
  const late = await hireNew("firearms_examiner");
  expect((await ask(late, ["preview.png"]))[0]).toMatch(/^EXAMINATION_NOT_DOCUMENTED /);
  await document(late, second.exhibit.id);
  expect(await ask(late, ["preview.png"])).toEqual([200]);
  expect((await late.send("GET", `/v1/candidates/${pair.candidateId}/evidence`)).statusCode).toBe(200);
  const other = await late.send("GET", `/v1/candidates/${world.candidateId}/evidence`);
  expect(other.json()).toMatchObject({ code: "EXAMINATION_NOT_DOCUMENTED", exhibitId: world.left.exhibit.id });
});

test("a report shows the comparison: a coordinator who also examines reads another's after the own record", async () => {
  const { tt, linkageId } = world;
  await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "The cells agree." });
  const issued = await tt.examiner.send("POST", "/v1/reports", { body: { linkageId, kind: "lead" } });
  const { id } = issued.json<{ id: string }>();
  const both = await hireNew("national_coordinator", "verifier");
  const ways = ["", "/pdf", "/json", "/signature"].map((way) => `/v1/reports/${id}${way}`);
  for (const url of ways) {
    expect([url, (await both.send("GET", url)).json()]).toMatchObject([
      url,
      { code: "EXAMINATION_NOT_DOCUMENTED", exhibitId: world.left.exhibit.id },
    ]);
    expect([url, (await tt.coordinator.send("GET", url)).statusCode]).toEqual([url, 200]);
  }
  await document(both);
  for (const url of ways) expect([url, (await both.send("GET", url)).statusCode]).toEqual([url, 200]);
});

test("under a release: the original, its scan, its deep zoom and each tile too", async () => {
  await release(world.right.case.id);
  const person = await hireNew("verifier");
  const ways = [...AGREED, ...ORIGINAL];
  for (const answer of await ask(person, ways)) expect(answer).toMatch(/^EXAMINATION_NOT_DOCUMENTED /);
  await document(person);
  // A surface has no deep zoom.
  expect(await ask(person, ways)).toEqual([200, 200, 200, 200, 200, "CONFLICT", "CONFLICT"]);
});

test("what stands beside no exhibit of the own state is released without such a record", async () => {
  const alone = await enterEvidence(api, world.jm.technician);
  await showPictures();
  await release(alone.case.id);
  expect(await ask(await hireNew("verifier"), ["preview.png", "file"], alone.acquisitionId)).toEqual([200, 200]);
});
