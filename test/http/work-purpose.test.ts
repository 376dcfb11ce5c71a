/** A purpose and a case number, once a session of work: for every search and every read of another state's evidence. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { QUEUE_REVIEW } from "../support/state-work.ts";
import { type EvidenceWorld, makeWorld, reachHit } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let hitId: string;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  hitId = (await reachHit(world)).json<{ id: string }>().id;
  await api.deps.sql.query("update acquisitions set stage = 'verified'");
});
afterAll(() => api.close());

/** The person in a new session, in which nothing was stated. */
async function signInAnew(person: Person): Promise<Person> {
  const payload = { email: person.email, password: PASSWORD };
  const { token } = (await api.app.inject({ method: "POST", url: "/v1/sessions", payload })).json<{ token: string }>();
  return { ...person, token, send: sendAs(api, token) };
}

const state = (person: Person, body: object) => person.send("POST", "/v1/me/work-purpose", { body });
const eventsOf = async (where: string, ...values: unknown[]) =>
  (await api.deps.sql.query(`select * from audit_events where ${where} order by seq desc`, values)).rows;

describe("without a stated purpose", () => {
  const foreignReads = () => [
    `/v1/acquisitions/${world.left.acquisitionId}/candidates`,
    `/v1/candidates/${world.candidateId}/evidence`,
    `/v1/candidates/${world.candidateId}/plot.png`,
    `/v1/candidates/${world.candidateId}/aligned-marks`,
    "/v1/linkages",
    `/v1/linkages/${world.linkageId}`,
    `/v1/linkages/${world.linkageId}/bullet-comparisons`,
    "/v1/hits",
    `/v1/hits/${hitId}`,
    "/v1/firearm-groups",
    `/v1/acquisitions/${world.right.acquisitionId}/preview.png`,
  ];

  test("nothing of another state's is read, by whatever way, and the refusal names the remedy and is recorded", async () => {
    const examiner = await signInAnew(world.tt.examiner);
    for (const url of foreignReads()) {
      const answer = await examiner.send("GET", url);
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, "PURPOSE_REQUIRED"]);
      expect(answer.json().remedy).toContain("/v1/me/work-purpose");
    }
    const [denied] = await eventsOf("action = 'access.denied' and target_id = $1", hitId);
    expect(denied?.detail).toEqual({ action: "hit.read", code: "PURPOSE_REQUIRED" });
  });

  test("a released case, its exhibits and its files are not read either, and no report is issued or read", async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const release = { caseId: world.right.case.id, toState: "TT", purpose: "Joint case", expiresAt };
    await world.jm.coordinator.send("POST", "/v1/releases", { body: release });
    const issued = await world.tt.investigator.send("POST", "/v1/reports", {
      body: { linkageId: world.linkageId, kind: "hit" },
    });
    const reportId = issued.json<{ id: string }>().id;
    const examiner = await signInAnew(world.tt.examiner);
    const investigator = await signInAnew(world.tt.investigator);
    const caseId = world.right.case.id;
    const exhibitId = world.right.exhibit.id;
    for (const [person, url] of [
      [examiner, `/v1/cases/${caseId}`],
      [examiner, `/v1/exhibits/${exhibitId}`],
      [examiner, `/v1/exhibits?caseId=${caseId}`],
      [examiner, `/v1/exhibits/${exhibitId}/custody`],
      [examiner, `/v1/acquisitions?exhibitId=${exhibitId}`],
      [examiner, `/v1/acquisitions/${world.right.acquisitionId}`],
      [examiner, `/v1/acquisitions/${world.right.acquisitionId}/file`],
      [investigator, `/v1/reports/${reportId}`],
      [investigator, `/v1/reports/${reportId}/pdf`],
      [investigator, `/v1/reports/${reportId}/json`],
    ] as const) {
      const answer = await person.send("GET", url);
      expect([url, answer.json().code]).toEqual([url, "PURPOSE_REQUIRED"]);
    }
    const body = { linkageId: world.linkageId, kind: "hit" };
    expect((await investigator.send("POST", "/v1/reports", { body })).json().code).toBe("PURPOSE_REQUIRED");
  });

  test("no search is asked for, of the own state's evidence either", async () => {
    const examiner = await signInAnew(world.tt.examiner);
    const url = `/v1/acquisitions/${world.left.acquisitionId}/correlations`;
    const body = { reason: "The calibre was given by a witness only." };
    expect((await examiner.send("POST", url, { body })).json().code).toBe("PURPOSE_REQUIRED");
  });

  test("the own state's records are read and entered as ever", async () => {
    const examiner = await signInAnew(world.tt.examiner);
    for (const url of [
      `/v1/cases/${world.left.case.id}`,
      `/v1/exhibits/${world.left.exhibit.id}`,
      `/v1/acquisitions/${world.left.acquisitionId}/file`,
      "/v1/cases",
    ]) {
      expect([url, (await examiner.send("GET", url)).statusCode]).toEqual([url, 200]);
    }
  });

  test("a stranger to the pair is told that it is not there, and nothing of purposes", async () => {
    const stranger = await signInAnew(await hire(api, "BB", await makeLab(api, "BB"), "firearms_examiner"));
    const answer = await stranger.send("GET", `/v1/linkages/${world.linkageId}`);
    expect([answer.statusCode, answer.json().code]).toEqual([404, "NOT_FOUND"]);
  });
});

describe("a stated purpose", () => {
  test("counts for its own session, is kept with each read and search, and ends with the session", async () => {
    const first = await signInAnew(world.tt.examiner);
    const other = await signInAnew(world.tt.examiner);
    expect((await first.send("GET", "/v1/me/work-purpose")).json()).toEqual({ workPurpose: null });
    const caseNumber = world.left.case.caseNumber;
    const stated = await state(first, { purpose: "prosecution", statement: "For the court of next week.", caseNumber });
    expect(stated.statusCode).toBe(201);
    const { id } = stated.json<{ id: string }>();
    expect((await first.send("GET", "/v1/me/work-purpose")).json().workPurpose).toMatchObject({ id, caseNumber });
    expect((await first.send("GET", `/v1/hits/${hitId}`)).statusCode).toBe(200);
    const [read] = await eventsOf("action = 'hit.read' and target_id = $1", hitId);
    expect(read?.detail).toEqual({ purpose: "prosecution", workPurposeId: id });
    // Another session of the same person has stated nothing.
    expect((await other.send("GET", `/v1/hits/${hitId}`)).json().code).toBe("PURPOSE_REQUIRED");

    const url = `/v1/acquisitions/${world.left.acquisitionId}/correlations`;
    const asked = await first.send("POST", url, { body: { reason: "The calibre was given by a witness only." } });
    expect(asked.json()).toMatchObject({ purpose: "prosecution", workPurposeId: id, caseNumber });
    const [searched] = await eventsOf("action = 'correlation.requested'");
    expect(searched?.detail).toMatchObject({ purpose: "prosecution", workPurposeId: id });

    await first.send("DELETE", "/v1/sessions/current");
    const again = await signInAnew(world.tt.examiner);
    expect((await again.send("GET", `/v1/hits/${hitId}`)).json().code).toBe("PURPOSE_REQUIRED");
  });

  test("is not told to the other state with its case number; the own state's trail has it", async () => {
    const pair = await makeWorld(api, { agreed: false });
    const person = await signInAnew(pair.tt.examiner);
    const { caseNumber } = pair.left.case;
    await state(person, { purpose: "investigation", statement: "The shooting of last week.", caseNumber });
    await person.send("GET", "/v1/linkages");
    const theirs = (await pair.jm.coordinator.send("GET", "/v1/audit-events?limit=200&purpose=investigation")).body;
    expect(theirs).toContain("linkage.listed");
    expect(theirs).toMatch(/"count":[1-9]/);
    expect(theirs).not.toContain(caseNumber);
    const own = (await pair.tt.coordinator.send("GET", "/v1/audit-events?action=work_purpose.stated&limit=200")).body;
    expect(own).toContain(caseNumber);
  });

  test("is changed by stating another: both stay, the newer counts", async () => {
    const person = await signInAnew(world.tt.examiner);
    const one = (await state(person, QUEUE_REVIEW)).json<{ id: string }>();
    const two = (await state(person, { ...QUEUE_REVIEW, purpose: "verification" })).json<{ id: string }>();
    await person.send("GET", `/v1/hits/${hitId}`);
    const [read] = await eventsOf("action = 'hit.read'");
    expect(read?.detail).toEqual({ purpose: "verification", workPurposeId: two.id });
    const { rows } = await api.deps.sql.query("select id from work_purposes where id = any ($1)", [[one.id, two.id]]);
    expect(rows).toHaveLength(2);
    await expect(api.deps.sql.query("update work_purposes set statement = ''")).rejects.toThrow();
    await expect(api.deps.sql.query("delete from work_purposes")).rejects.toThrow();
  });

  test.each([
    ["neither a case nor a reason", { noCaseReason: null }, "caseNumber"],
    ["both", { caseNumber: "X-1" }, "caseNumber"],
    ["a case that the state has not", { caseNumber: "JM-1", noCaseReason: null }, "caseNumber"],
    ["no words", { statement: "!" }, "statement"],
    ["an unknown purpose", { purpose: "curiosity" }, "purpose"],
  ])("is refused with %s", async (_, given, field) => {
    const answer = await state(world.tt.examiner, { ...QUEUE_REVIEW, ...given });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(answer.json().errors[0].field).toContain(field);
  });

  test("of another state's case is none", async () => {
    const answer = await state(world.tt.examiner, {
      purpose: "investigation",
      statement: "The shooting of last week.",
      caseNumber: world.right.case.caseNumber,
    });
    expect(answer.statusCode).toBe(400);
  });

  test("is not a station's to state", async () => {
    const made = await world.tt.coordinator.send("POST", "/v1/stations", {
      body: { labId: world.tt.technician.labId, name: "Microscope of purposes" },
    });
    const station = sendAs(api, made.json<{ token: string }>().token);
    expect((await station("POST", "/v1/me/work-purpose", { body: QUEUE_REVIEW })).statusCode).toBe(403);
    expect((await station("GET", "/v1/me/work-purpose")).statusCode).toBe(403);
  });

  test("is asked of decisions too, which begin with a read", async () => {
    const own = await makeWorld(api, { agreed: false });
    const examiner = await signInAnew(own.tt.examiner);
    const body = { decision: "lead", reasons: "Cells agree well." };
    const headers = { "if-match": 'W/"1"' };
    const url = `/v1/linkages/${own.linkageId}/reviews`;
    expect((await examiner.send("POST", url, { body, headers })).json().code).toBe("PURPOSE_REQUIRED");
    await state(examiner, QUEUE_REVIEW);
    expect((await examiner.send("POST", url, { body, headers })).statusCode).toBe(201);
  });

  test("is stated behind a refused decision, which is then recorded by the same key", async () => {
    const own = await makeWorld(api, { agreed: false });
    const examiner = await signInAnew(own.tt.examiner);
    const body = { decision: "lead", reasons: "Cells agree well." };
    const headers = { "if-match": 'W/"1"', "idempotency-key": randomUUID() };
    const url = `/v1/linkages/${own.linkageId}/reviews`;
    expect((await examiner.send("POST", url, { body, headers })).json().code).toBe("PURPOSE_REQUIRED");
    await state(examiner, QUEUE_REVIEW);
    const recorded = await examiner.send("POST", url, { body, headers });
    expect([recorded.statusCode, recorded.headers["idempotency-replayed"]]).toEqual([201, undefined]);
    // What was decided is repeated, and not decided again.
    const again = await examiner.send("POST", url, { body, headers });
    expect([again.statusCode, again.headers["idempotency-replayed"]]).toEqual([201, "true"]);
  });
});
