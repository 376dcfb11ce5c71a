/** Pictures of a comparison that examiners keep: written anew, with their hash, seen by nobody whom they would lead. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { describePicture, keepPicture } from "../support/annotation-steps.ts";
import { decide, type EvidenceWorld, hireStaff, makeWorld, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  bb = await hireStaff(api, "BB");
  auditor = await hire(api, "BB", bb.technician.labId, "auditor");
});
afterAll(() => api.close());

interface Kept {
  readonly id: string;
  readonly sha256: string;
  readonly caption: string | null;
}
const url = (end = "") => `/v1/linkages/${world.linkageId}/pictures${end}`;
const list = (person: Person) => person.send("GET", url());
const captions = async (person: Person) =>
  (await list(person)).json<{ pictures: Kept[] }>().pictures.map(({ caption }) => caption);
const see = (person: Person, { id }: Kept) => person.send("GET", url(`/${id}/picture.png`));

test("keeps the pixels and nothing else of the file, with the hash of what is kept", async () => {
  const { tt } = world;
  const answer = await keepPicture(tt.examiner, world, "First: the gouge in both.");
  expect([answer.statusCode, answer.json()]).toMatchObject([
    201,
    { caption: "First: the gouge in both.", width: 40, height: 30, accountState: "TT" },
  ]);
  const kept = answer.json<Kept>();
  expect(answer.body).not.toContain("pictures/");
  const { rawPayload, headers } = await see(tt.examiner, kept);
  expect([headers["content-type"], headers["cache-control"]]).toEqual(["image/png", "private, no-store"]);
  expect(createHash("sha256").update(rawPayload).digest("hex")).toBe(kept.sha256);
  const { exif, width } = await sharp(rawPayload).metadata();
  expect([exif, width]).toEqual([undefined, 40]);
  const { rows } = await api.deps.sql.query("select detail::text as d from audit_events where action = 'picture.kept'");
  expect(Object.keys(JSON.parse(String(rows[0]?.d))).sort()).toEqual(["pictureId", "sha256"]);
});

test.each([
  ["IMAGE_UNREADABLE", 422, async () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
  [
    "IMAGE_UNREADABLE",
    422,
    async () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
        .jpeg()
        .toBuffer(),
  ],
  ["IMAGE_UNREADABLE", 422, async () => (await onePng(200, 200)).subarray(0, 80)],
  ["SIZE_ABSURD", 422, () => onePng(6_001, 1)],
  ["IMAGE_BOMB", 422, () => onePng(5_000, 5_000)],
])("refuses what is no picture of a screen: %s", async (code, status, make) => {
  const body = await describePicture(world.tt.examiner, world.candidateId);
  const png = (await make()).toString("base64");
  const answer = await world.tt.examiner.send("POST", url(), { body: { ...body, png } });
  expect([answer.json().code, answer.statusCode]).toEqual([code, status]);
});

const onePng = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#777777" } })
    .png()
    .toBuffer();

test("refuses what is no base64, by its field", async () => {
  const body = await describePicture(world.tt.examiner, world.candidateId);
  const answer = await world.tt.examiner.send("POST", url(), { body: { ...body, png: "data:image/png;base64,AAAA" } });
  expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "png"]);
});

test("is an examiner's, and until the verification is recorded each sees the own alone", async () => {
  const { tt, jm } = world;
  for (const person of [tt.technician, tt.coordinator, tt.investigator, auditor, bb.examiner])
    expect([403, 404]).toContain((await keepPicture(person, world)).statusCode);
  const second = (await keepPicture(jm.examiner, world, "Second: as I see it.")).json<Kept>();
  const blind = async () => {
    expect(await captions(tt.examiner)).toEqual(["First: the gouge in both."]);
    expect(await captions(jm.examiner)).toEqual(["Second: as I see it."]);
    expect(await captions(tt.verifier)).toEqual([]);
    expect((await see(tt.examiner, second)).statusCode).toBe(404);
    expect((await see(tt.verifier, second)).statusCode).toBe(404);
  };
  await blind();
  await decide(tt.examiner, world.linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
  const conclusion = { conclusion: "identification", reasons: "Individual marks agree." };
  await decide(tt.examiner, world.linkageId, "conclusions", conclusion);
  await blind();
  await decide(jm.examiner, world.linkageId, "conclusions", conclusion);
  for (const person of [tt.examiner, jm.examiner, tt.verifier, jm.coordinator])
    expect(await captions(person)).toEqual(["First: the gouge in both.", "Second: as I see it."]);
  expect((await see(tt.examiner, second)).statusCode).toBe(200);
  expect((await list(bb.examiner)).statusCode).toBe(404);
  expect((await list(tt.investigator)).statusCode).not.toBe(200);
});

test("auditors read who kept which and its hash, and never a picture or what it is to show", async () => {
  const own = await makeWorld(api, { agreed: false });
  const kept = (await keepPicture(own.jm.examiner, own, "The gouge in both.")).json<Kept>();
  const { labId } = own.tt.technician;
  const ownAuditor = await hire(api, "TT", labId, "auditor");
  const at = `/v1/linkages/${own.linkageId}/pictures`;
  const audit = async () => {
    for (const person of [auditor, ownAuditor]) {
      const { pictures } = (await person.send("GET", at)).json<{ pictures: object[] }>();
      expect(pictures).toMatchObject([
        { id: kept.id, accountId: own.jm.examiner.id, caption: null, sha256: kept.sha256 },
      ]);
      expect([403, 404]).toContain((await person.send("GET", `${at}/${kept.id}/picture.png`)).statusCode);
    }
  };
  await audit();
  await own.jm.coordinator.send("POST", `/v1/exhibits/${own.right.exhibit.id}/removal`, {
    body: { reasonCode: "entered_in_error", reason: "It was entered under another case." },
  });
  await audit();
});

test("bytes that are not those that were kept are not given", async () => {
  const kept = (await keepPicture(world.tt.examiner, world)).json<Kept>();
  const { rows } = await api.deps.sql.query("select blob_key from comparison_pictures where id = $1", [kept.id]);
  await api.deps.blobs.putBlob(String(rows[0]?.blob_key), await onePng(3, 3), null);
  const answer = await see(world.tt.examiner, kept);
  expect([answer.statusCode, answer.json().code]).toEqual([500, "EVIDENCE_ALTERED"]);
});

test("who kept the most that one may is told so before the picture is read", async () => {
  const { examiner } = world.jm;
  const { id } = (await keepPicture(world.tt.examiner, world)).json<Kept>();
  await api.deps.sql.query(
    `insert into comparison_pictures select gen_random_uuid(), p.linkage_id, p.state_a, p.state_b, p.candidate_id, p.comparison_id, $2, 'JM',
       null, 1, 1, 1, 's', 'pictures/' || gen_random_uuid() || '.png', now() from comparison_pictures p, generate_series(1, 100) where p.id = $1`,
    [id, examiner.id],
  );
  const body = await describePicture(examiner, world.candidateId);
  const answer = await examiner.send("POST", url(), { body: { ...body, png: "AAAA" } });
  expect([answer.statusCode, answer.json().code]).toEqual([409, "CONFLICT"]);
});
