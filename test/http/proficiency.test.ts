/** Blind known pairs: like any other to who is measured, and never casework. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findCase } from "../../src/repositories/evidence/cases.ts";
import { findExhibit } from "../../src/repositories/evidence/exhibits.ts";
import { type Evidence, propose } from "../support/decision-world.ts";
import { decide, enterEvidence, hireStaff, type Staff, uploadScan } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, type Person } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let jm: Staff;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
  jm = await hireStaff(api, "JM");
  auditor = await hire(api, "JM", jm.technician.labId, "auditor");
});
afterAll(() => api.close());

const seed = (person: Person, exhibits: readonly [string, string], sameFirearm = true) =>
  person.send("POST", "/v1/known-pairs", {
    body: { exhibitA: exhibits[0], exhibitB: exhibits[1], sameFirearm, source: "test_fire" },
  });

/** Two exhibits of two cases of TT, named as a known pair or not, then uploaded and proposed. */
async function makePair(known: boolean, sameFirearm = true) {
  const entered = [await enterExhibit(tt.technician), await enterExhibit(tt.technician)] as const;
  if (known) {
    const seeded = await seed(tt.coordinator, [entered[0].exhibitId, entered[1].exhibitId], sameFirearm);
    expect(seeded.statusCode).toBe(201);
  }
  const evidence: Evidence[] = [];
  for (const { caseId, exhibitId } of entered) {
    const acquisitionId = (await uploadScan(api, tt.technician, exhibitId)).json<{ id: string }>().id;
    const [found, exhibit] = [await findCase(api.deps.sql, caseId), await findExhibit(api.deps.sql, exhibitId)];
    evidence.push({ case: found!, exhibit: exhibit!, acquisitionId });
  }
  const [left, right] = evidence as [Evidence, Evidence];
  return { left, right, ...(await propose(api.deps, left, right)) };
}
type Pair = Awaited<ReturnType<typeof makePair>>;

/** Without what differs between any two pairs: ids, moments, hashes, numbers of bytes, and whom the system asks. */
const mask = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "MOMENT")
    .replaceAll(/[0-9a-f]{64}/g, "HASH")
    .replaceAll(/"(ageHours|sizeBytes|seq|position|progress)":[\d.]+/g, '"$1":N')
    // Whom the system asks hangs on who has how much to do.
    .replaceAll(/"assignments":\[[^\]]*\]/g, '"assignments":ASKED')
    .replaceAll(/req-[\w-]+/g, "REQUEST");

async function walk(person: Person, { left, linkageId, candidateId }: Pair): Promise<Record<string, string>> {
  const here: Record<string, string> = {
    caseId: left.case.id,
    exhibitId: left.exhibit.id,
    acquisitionId: left.acquisitionId,
    linkageId,
    candidateId,
  };
  const answers: Record<string, string> = {};
  for (const { method, url } of api.app.routeTable) {
    if (method !== "GET" || !url.startsWith("/v1/") || url.endsWith("/events")) continue;
    const names = [...url.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]!);
    if (names.length === 0 || names.some((name) => here[name] === undefined)) continue;
    const response = await person.send(
      "GET",
      url.replace(/:([A-Za-z]+)/g, (_, name: string) => here[name]!),
    );
    const told = (response.headers["content-type"] ?? "").toString().includes("json") ? mask(response.body) : "BYTES";
    answers[url] = `${response.statusCode} ${told}`;
  }
  return answers;
}

test("only a coordinator who examines nothing names them, of two cases, before anything is acquired", async () => {
  const [a, b] = [await enterExhibit(tt.technician), await enterExhibit(tt.technician)];
  const both = [a.exhibitId, b.exhibitId] as const;
  expect((await seed(tt.examiner, both)).json().code).toBe("FORBIDDEN");
  expect((await seed(jm.coordinator, both)).json().code).toBe("NOT_FOUND");
  const chief = await hire(api, "TT", tt.technician.labId, "national_coordinator", "firearms_examiner");
  expect((await seed(chief, both)).json().code).toBe("FORBIDDEN");
  expect((await seed(tt.coordinator, [a.exhibitId, a.exhibitId])).json().errors[0].field).toBe("exhibitB");
  const acquired = await enterEvidence(api, tt.technician);
  expect((await seed(tt.coordinator, [a.exhibitId, acquired.exhibit.id])).json().code).toBe("CONFLICT");
  expect((await seed(tt.coordinator, both)).statusCode).toBe(201);
  expect((await seed(tt.coordinator, both)).json().code).toBe("CONFLICT");
});

test("no route tells them from any other pair, but to auditors and who named them; they stay in the state", async () => {
  const [known, ordinary] = [await makePair(true), await makePair(false)];
  const colleague = await hire(api, "TT", tt.technician.labId, "national_coordinator");
  const people = [tt.examiner, tt.verifier, tt.technician, tt.investigator, colleague];
  const compare = async () => {
    for (const person of people) {
      const [one, other] = [await walk(person, known), await walk(person, ordinary)];
      expect(Object.keys(one).length).toBeGreaterThan(15);
      expect(one).toEqual(other);
    }
  };
  await compare();
  for (const { linkageId } of [known, ordinary]) {
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
    const given = { conclusion: "identification", reasons: "Individual marks agree." };
    await decide(tt.examiner, linkageId, "conclusions", given);
    await decide(tt.verifier, linkageId, "conclusions", given);
  }
  await compare();
  expect((await colleague.send("GET", "/v1/known-pairs")).json().items).toEqual([]);
  expect((await tt.examiner.send("GET", "/v1/known-pairs")).json().code).toBe("FORBIDDEN");
  const told = (await tt.coordinator.send("GET", "/v1/known-pairs")).json().items;
  expect(JSON.stringify(told)).toContain(known.left.exhibit.id);
  expect(JSON.stringify((await auditor.send("GET", "/v1/known-pairs")).json())).toContain(known.left.exhibit.id);
  const trail = (await colleague.send("GET", "/v1/audit-events?limit=200")).json().items;
  // That somebody tried what was not theirs to do stands there, and names no pair.
  const done = trail.filter((event: { action: string }) => event.action !== "access.denied");
  expect(done.length).toBeGreaterThan(20);
  expect(JSON.stringify(done)).not.toMatch(/known_pair|proficiency/);
  expect((await auditor.send("GET", "/v1/audit-events?action=proficiency.seeded")).json().items.length).toBeGreaterThan(
    0,
  );

  // Beside another state's exhibit it is as if it were not there.
  const theirs = await enterEvidence(api, jm.technician);
  const { linkageId } = await propose(api.deps, known.right, theirs);
  expect((await jm.examiner.send("GET", `/v1/linkages/${linkageId}`)).statusCode).toBe(404);
  expect((await jm.examiner.send("GET", "/v1/linkages")).json().items).toEqual([]);
});

test("they make no hit and no report; each lab's figures are measured with their intervals", async () => {
  const same = await makePair(true);
  const different = await makePair(true, false);
  const lead = { decision: "lead", reasons: "Many cells agree." };
  const identify = { conclusion: "identification", reasons: "Individual marks agree." };
  for (const { linkageId } of [same, different]) {
    await decide(tt.examiner, linkageId, "reviews", lead);
    await decide(tt.examiner, linkageId, "conclusions", identify);
    await decide(tt.verifier, linkageId, "conclusions", identify);
    const hit = await decide(tt.examiner, linkageId, "hit");
    expect([hit.statusCode, hit.json().code]).toEqual([409, "KNOWN_PAIR"]);
  }
  const missed = await makePair(true);
  await decide(tt.examiner, missed.linkageId, "reviews", { decision: "elimination", reasons: "Another class." });
  const early = await makePair(true);
  await decide(tt.examiner, early.linkageId, "reviews", lead);
  const body = { linkageId: early.linkageId, kind: "lead" };
  expect((await tt.investigator.send("POST", "/v1/reports", { body })).json().code).toBe("KNOWN_PAIR");
  // What is concluded after it was told counts for nothing.
  await decide(tt.examiner, early.linkageId, "conclusions", { conclusion: "inconclusive_a", reasons: "Not enough." });
  for (const table of ["hits", "reports", "firearm_group_records"]) {
    expect((await api.deps.sql.query(`select 1 from ${table}`)).rowCount).toBe(0);
  }
  const { items } = (await tt.coordinator.send("GET", "/v1/proficiency")).json();
  const first = items.find((row: { look: string }) => row.look === "first");
  // Of one firearm: two identified (one in the test before), one missed, one told, one never acquired.
  expect(first.sameFirearm).toEqual({
    pairs: 5,
    identification: 2,
    inconclusive: 0,
    elimination: 1,
    pending: 1,
    notProposed: 1,
  });
  expect(first.missRate).toMatchObject({ count: 1, of: 3 });
  expect(first.missRate.lower).toBeCloseTo(0.0615, 3);
  expect(first.missRate.upper).toBeCloseTo(0.7923, 3);
  expect(first.falseIdentificationRate).toMatchObject({ count: 1, of: 1, upper: 1 });
  const verified = items.find((row: { look: string }) => row.look === "verification");
  expect([verified.sameFirearm.identification, verified.differentFirearms.identification]).toEqual([2, 1]);
  expect((await auditor.send("GET", "/v1/proficiency")).json().items).toEqual(items);
  expect((await jm.coordinator.send("GET", "/v1/proficiency")).json().items).toEqual([]);
  expect((await tt.examiner.send("GET", "/v1/proficiency")).json().code).toBe("FORBIDDEN");
  const none = (await auditor.send("GET", "/v1/proficiency?to=2000-01-01T00:00:00Z")).json();
  expect(none.items).toEqual([]);
});

test("they are no casework: statistics count the ordinary pair alone", async () => {
  const count = async () => {
    const { rows } = (await tt.coordinator.send("GET", "/v1/statistics")).json<{
      rows: { state: string; acquisitions: number; candidates: number }[];
    }>();
    const own = rows.find((row) => row.state === "TT");
    return [own?.acquisitions ?? 0, own?.candidates ?? 0];
  };
  await makePair(false);
  const [acquisitions = 0, candidates = 0] = await count();
  await makePair(true);
  expect(await count()).toEqual([acquisitions, candidates]);
  await makePair(false);
  expect(await count()).toEqual([acquisitions + 2, candidates + 1]);
});
