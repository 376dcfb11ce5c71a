/**
 * The rules of sharing (docs/sharing.md has their table), each by its name, over HTTP: two states with a hit between them, every read of the
 * API's description, and what stands in the answers. The rules build on each other in the order of a case: candidate, agreement, release, end.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ROLES } from "../../src/domain/vocabulary.ts";
import { DRAWN } from "../support/annotation-steps.ts";
import { documentEverything } from "../support/review-steps.ts";
import { describeReads, walkReads } from "./support/described-reads.ts";
import { enterEvidence, RECEIPT } from "./support/evidence-world.ts";
import { type KnownWorld, makeKnownWorld, tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";
import { DATE, endAgreement, MARK, markFacts, NOTES } from "./support/secret-facts.ts";

let api: TestApp;
let made: KnownWorld;
let reads: readonly string[];
/** Everything that a state's people may be, in the other state of the hit. */
let party: Person;
/** The same in a state that has no part in it. */
let third: Person;
let regional: Person;
let auditor: Person;
let facts: readonly string[];

beforeAll(async () => {
  api = await openTestApp();
  made = await makeKnownWorld(api);
  await markFacts(api, made);
  await api.deps.sql.query("update releases set withdrawn_at = now() where id = $1", [made.known.releaseId]);
  reads = await describeReads(api, made);
  const { world, bb } = made;
  const national = ROLES.filter((role) => role !== "regional_coordinator" && role !== "auditor");
  party = await hire(api, "JM", world.jm.technician.labId, ...national);
  third = await hire(api, "BB", bb.technician.labId, ...national);
  regional = await hire(api, "BB", bb.technician.labId, "regional_coordinator");
  auditor = await hire(api, "BB", bb.technician.labId, "auditor");
  // Nobody is kept from anything for an exhibit that they had first to document.
  await documentEverything(api.deps.sql);
  facts = [MARK.TT, DATE, "ABC12345", world.left.case.caseNumber];
});
afterAll(() => api.close());

/** What a reader finds in all reads together that is hidden from them, and which broke. */
async function findLeaks(person: Person, hidden: readonly string[] = [...facts, NOTES]) {
  const { leaks, broken } = await walkReads(person, reads, hidden);
  return [...leaks, ...broken];
}
const release = (person: Person, toState: string, expiresAt = tomorrow()) =>
  person.send("POST", "/v1/releases", {
    body: { caseId: made.known.caseId, toState, purpose: "Joint case", expiresAt },
  });
const end = async () => {
  const { items } = (await party.send("GET", "/v1/releases")).json<{
    items: { id: string; withdrawnAt: string | null }[];
  }>();
  for (const { id, withdrawnAt } of items) {
    if (withdrawnAt === null) await made.world.tt.coordinator.send("POST", `/v1/releases/${id}/withdraw`);
  }
};
/** Reads that name TT's evidence, or the pair, and that this person was answered. */
async function listShown(person: Person): Promise<readonly string[]> {
  const { caseId, exhibitId, acquisitionId, imageId, candidateId, linkageId, hitId } = made.known;
  const ids = [caseId, exhibitId, acquisitionId, imageId, candidateId, linkageId, hitId].map(String);
  const { shown } = await walkReads(person, reads, []);
  return shown.filter((url) => ids.some((id) => url.split("?")[0]?.includes(id)));
}
/** The image as it was received, whole or by tiles. */
const listImages = async (person: Person) => {
  const paths = (await listShown(person)).map((url) => String(url.split("?")[0]));
  return ["image", "tile"].filter((part) => paths.includes(`/v1/acquisitions/${made.known.imageId}/${part}`));
};
const issueReport = async (person: Person, body: object = {}) =>
  person.send("POST", "/v1/reports", { body: { linkageId: made.known.linkageId, kind: "hit", ...body } });

describe("before a release", () => {
  test("another state sees that a candidate exists, its rank, calibre, exhibit type, category, state and lab contact", async () => {
    const { world, known } = made;
    const { examiner } = world.jm;
    const list = await examiner.send("GET", `/v1/acquisitions/${world.right.acquisitionId}/candidates`);
    const [candidate] = list.json<{ items: { rank: number; other: object }[] }>().items;
    expect(candidate?.rank).toBe(1);
    const seen = {
      state: "TT",
      stateName: "Trinidad and Tobago",
      lab: expect.any(String),
      labContact: "lab@ribin.example",
      exhibitType: "cartridge case",
      category: "CE",
      calibre: "9x19mm",
      own: false,
      exhibitId: null,
      caseId: null,
      caseFacts: null,
    };
    expect(candidate?.other).toEqual(seen);
    for (const url of [`/v1/linkages/${known.linkageId}`, `/v1/hits/${known.hitId}`]) {
      const { sides } = (await examiner.send("GET", url)).json<{ sides: { own: boolean }[] }>();
      expect([url, sides.find(({ own }) => !own)]).toEqual([url, seen]);
    }
  });

  test("never case facts, a place closer than the state, nor what an examiner noted: on no read, to no role", async () => {
    expect(reads.length).toBeGreaterThan(100);
    expect(await findLeaks(party)).toEqual([]);
    expect(await findLeaks(third)).toEqual([]);
    expect(await findLeaks(regional)).toEqual([]);
    expect(await findLeaks(auditor, facts)).toEqual([]);
  });

  test("a report of the other state names its own case and not the owner's", async () => {
    const issued = await issueReport(party);
    const { id } = issued.json<{ id: string }>();
    const { body } = await party.send("GET", `/v1/reports/${id}/json`);
    expect([issued.statusCode, body.includes(MARK.JM)]).toEqual([201, true]);
    expect([...facts, NOTES].filter((text) => issued.body.includes(text) || body.includes(text))).toEqual([]);
  });
});

describe("what leaves its state by release only", () => {
  const nothing = async () => {
    expect(await listShown(party)).toEqual([]);
    const { items } = (await party.send("GET", "/v1/linkages?state=hit")).json<{ items: unknown[] }>();
    const hits = (await party.send("GET", "/v1/hits")).json<{ items: unknown[] }>();
    const url = `/v1/acquisitions/${made.world.right.acquisitionId}/candidates`;
    const candidates = (await party.send("GET", url)).json<{ items: unknown[] }>();
    expect([items, hits.items, candidates.items]).toEqual([[], [], []]);
    expect((await issueReport(party)).statusCode).toBe(404);
    expect(await findLeaks(party)).toEqual([]);
  };
  const released = async () => {
    expect((await release(made.world.tt.coordinator, "JM")).statusCode).toBe(201);
    expect((await party.send("GET", `/v1/linkages/${made.known.linkageId}`)).body).toContain(MARK.TT);
    await end();
  };
  const restrict = async (restricted: boolean) => {
    const { technician } = made.world.tt;
    const url = `/v1/cases/${made.known.caseId}`;
    const headers = { "if-match": String((await technician.send("GET", url)).headers.etag) };
    expect((await technician.send("PATCH", url, { body: { restricted }, headers })).statusCode).toBe(200);
  };

  test("a restricted case: as if it were not there, agreement or not, until it is released", async () => {
    await restrict(true);
    await nothing();
    await released();
    await restrict(false);
  });

  test("a licensed firearm's test fire stays national", async () => {
    // Nobody makes crime evidence one over HTTP: it is entered so, or corrected by the operator.
    const set = (category: string) =>
      api.deps.sql.query("update exhibits set category = $2 where id = $1", [made.known.exhibitId, category]);
    await set("LIC");
    await nothing();
    await released();
    await set("CE");
  });
});

describe("a release", () => {
  let reportId: string;

  test("opens one case to one state, for a purpose, until its end: not its comments, nor another case", async () => {
    const { tt, jm } = made.world;
    const other = await enterEvidence(api, tt.technician, { case: { place: MARK.TT } });
    expect((await release(tt.coordinator, "JM")).statusCode).toBe(201);
    const { leaks } = await walkReads(party, reads, facts);
    // The same walk that found nothing before.
    expect(leaks.length).toBeGreaterThan(10);
    expect(await listImages(party)).toEqual(["image", "tile"]);
    expect(await findLeaks(party, [NOTES])).toEqual([]);
    const read = (await party.send("GET", `/v1/cases/${made.known.caseId}`)).json<{ place: string; comment: null }>();
    expect([read.place, read.comment]).toEqual([MARK.TT, null]);
    expect((await party.send("GET", `/v1/cases/${other.case.id}`)).statusCode).toBe(404);
    expect((await jm.technician.send("GET", `/v1/cases/${made.known.caseId}`)).statusCode).toBe(404);
    reportId = (await issueReport(party)).json<{ id: string }>().id;
    expect((await party.send("GET", `/v1/reports/${reportId}`)).body).toContain(MARK.TT);
  });

  test("leaves the originator in control: nobody else changes, releases, removes or ends what is shared", async () => {
    const { caseId, exhibitId, releaseId } = made.known;
    const headers = { "if-match": 'W/"1"' };
    const removal = { reasonCode: "other", reason: "We do not want it to be seen." };
    for (const [method, url, body] of [
      ["PATCH", `/v1/cases/${caseId}`, { place: "Elsewhere" }],
      ["PATCH", `/v1/exhibits/${exhibitId}`, { calibre: ".45 ACP" }],
      ["POST", "/v1/exhibits", { caseId, exhibitNumber: "X", type: "bullet" }],
      ["POST", `/v1/exhibits/${exhibitId}/custody`, RECEIPT],
      ["POST", `/v1/cases/${caseId}/removal`, removal],
      ["POST", `/v1/exhibits/${exhibitId}/removal`, removal],
      ["POST", `/v1/releases/${releaseId}/withdraw`, {}],
    ] as const) {
      const { statusCode } = await party.send(method, url, { body, headers });
      expect([url, [403, 404].includes(statusCode)]).toEqual([url, true]);
    }
  });

  test("is no onward transfer: not by a release, a report or a release of the own side of the hit", async () => {
    const { world } = made;
    expect([403, 404]).toContain((await release(party, "BB")).statusCode);
    const issued = await issueReport(party, { issuedTo: third.id });
    expect([issued.statusCode, issued.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    const body = { caseId: world.right.case.id, toState: "BB", purpose: "Joint case", expiresAt: tomorrow() };
    expect((await world.jm.coordinator.send("POST", "/v1/releases", { body })).statusCode).toBe(201);
    expect((await third.send("GET", `/v1/cases/${world.right.case.id}`)).body).toContain(MARK.JM);
    expect(await findLeaks(third)).toEqual([]);
    expect((await third.send("GET", `/v1/reports/${reportId}`)).statusCode).toBe(404);
  });

  test("that has expired is none at the next read, on every route and in reports of before", async () => {
    await api.deps.sql.query("update releases set expires_at = now() - interval '1 second' where to_state = 'JM'", []);
    expect(await findLeaks(party)).toEqual([]);
    expect(await listImages(party)).toEqual([]);
    const report = await party.send("GET", `/v1/reports/${reportId}`);
    expect([report.statusCode, facts.filter((text) => report.body.includes(text))]).toEqual([200, []]);
  });

  test("that was withdrawn is none at the next read, on every route and in reports of before", async () => {
    expect((await release(made.world.tt.coordinator, "JM")).statusCode).toBe(201);
    expect((await party.send("GET", `/v1/reports/${reportId}`)).body).toContain(MARK.TT);
    expect(await listImages(party)).toEqual(["image", "tile"]);
    await end();
    expect(await findLeaks(party)).toEqual([]);
    expect(await listImages(party)).toEqual([]);
    const report = await party.send("GET", `/v1/reports/${reportId}`);
    expect([report.statusCode, facts.filter((text) => report.body.includes(text))]).toEqual([200, []]);
  });
});

test("images only where the two states' agreement says so, and until it ends", async () => {
  const { acquisitionId, imageId, candidateId, linkageId, pictureId } = made.known;
  const pictures = (shown: readonly string[]) =>
    shown.filter((url) =>
      [acquisitionId, imageId, `${candidateId}/`, pictureId].some((id) => url.includes(String(id))),
    );
  const listBenchNotes = async () => (await walkReads(party, reads, [DRAWN])).leaks.map(([url]) => url).sort();
  const agreed = pictures(await listShown(party));
  expect(agreed).toContain(`/v1/acquisitions/${acquisitionId}/preview.png`);
  expect(agreed).toContain(`/v1/candidates/${candidateId}/evidence`);
  expect(agreed).toContain(`/v1/linkages/${linkageId}/pictures/${pictureId}/picture.png`);
  expect(agreed).not.toContain(`/v1/acquisitions/${acquisitionId}/file`);
  expect(await listImages(party)).toEqual([]);
  expect(await listBenchNotes()).toEqual(["annotations", "pictures"].map((of) => `/v1/linkages/${linkageId}/${of}`));
  expect((await endAgreement(api, made)).statusCode).toBe(200);
  expect(pictures(await listShown(party))).toEqual([]);
  expect(await listBenchNotes()).toEqual([]);
  // That it exists is told as before.
  expect((await party.send("GET", `/v1/linkages/${made.known.linkageId}`)).statusCode).toBe(200);
});

test("removal propagates: what its owner removes is on no read of another state's, released or not", async () => {
  const { coordinator } = made.world.tt;
  expect((await release(coordinator, "JM")).statusCode).toBe(201);
  const body = { reasonCode: "court_order", reason: "The court ordered it." };
  expect((await coordinator.send("POST", `/v1/cases/${made.known.caseId}/removal`, { body })).statusCode).toBe(201);
  expect(await findLeaks(party)).toEqual([]);
  expect(await listShown(party)).toEqual([]);
});

describe("persons have no field in the shared plane", () => {
  /** Of the program's own users and officers' posts there are fields: who entered, who holds, who signs. */
  const PERSON =
    /victim|witness|suspect|accused|deceased|offender|owner_?name|person_?name|holder_?name|date_?of_?birth|passport/i;

  test("no contract of the API and no column of the database names a victim, a witness or a suspect", async () => {
    const description = (await api.app.inject({ url: "/openapi.json" })).json<object>();
    const names = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === "properties" && typeof inner === "object")
          for (const name of Object.keys(inner ?? {})) names.add(name);
        collect(inner);
      }
    };
    collect(description);
    const columns = "select distinct column_name as name from information_schema.columns where table_schema = 'public'";
    for (const { name } of (await api.deps.sql.query(columns, [])).rows) names.add(String(name));
    expect(names.size).toBeGreaterThan(300);
    expect([...names].filter((name) => PERSON.test(name))).toEqual([]);
  });

  test("a record that brings one is refused, by the name of the field", async () => {
    const { technician } = made.world.tt;
    const body = { eventType: "homicide", caseNumber: "TT-PERSON", witnessName: "The widow" };
    const answer = await technician.send("POST", "/v1/cases", { body });
    expect([answer.statusCode, answer.body.includes("witnessName")]).toEqual([400, true]);
  });
});
