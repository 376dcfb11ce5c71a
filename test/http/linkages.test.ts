import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { documentEverything } from "../support/review-steps.ts";
import {
  decide,
  type EvidenceWorld,
  EXAMINATION,
  hireStaff,
  makeWorld,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: "Port of Spain, Charlotte Street 12", comment: "ask the widow" } });
  bb = await hireStaff(api, "BB");
});
afterAll(() => api.close());

describe("before any decision", () => {
  test("an examiner documents the questioned exhibit before anything beside it is shown", async () => {
    const { tt, jm, linkageId, candidateId } = world;
    await api.deps.sql.query("alter table examinations disable trigger user");
    await api.deps.sql.query("delete from examinations");
    await api.deps.sql.query("alter table examinations enable trigger user");
    const url = `/v1/linkages/${linkageId}`;
    const masked = (await tt.examiner.send("GET", url)).json();
    expect(masked.toExamine).toBe(world.left.exhibit.id);
    expect(masked.sides.map((side: { caseFacts: unknown }) => side.caseFacts)).toEqual([null, null]);
    expect((await tt.examiner.send("GET", "/v1/linkages")).json().items[0].toExamine).toBe(world.left.exhibit.id);
    const list = `/v1/acquisitions/${world.left.acquisitionId}/candidates`;
    expect((await tt.examiner.send("GET", list)).json().items).toMatchObject([
      { otherAcquisitionId: null, toExamine: world.left.exhibit.id, linkageState: "candidate" },
    ]);
    const refused = [
      await tt.examiner.send("GET", `/v1/candidates/${candidateId}/evidence`),
      await tt.examiner.send("GET", `/v1/candidates/${candidateId}/plot.png`),
      await tt.examiner.send("GET", `/v1/candidates/${candidateId}/aligned-marks`),
      await tt.examiner.send("GET", `${url}/bullet-comparisons`),
      await tt.examiner.send("GET", `${url}/bullet-comparison.png`),
      await tt.examiner.send("POST", `${url}/reviews`, {
        body: { decision: "lead", reasons: "Many cells agree." },
        headers: { "if-match": 'W/"1"' },
      }),
    ];
    for (const response of refused) {
      expect([response.statusCode, response.json().code, response.json().exhibitId]).toEqual([
        409,
        "EXAMINATION_NOT_DOCUMENTED",
        world.left.exhibit.id,
      ]);
      expect(response.json().remedy).toContain("/v1/exhibits/{exhibitId}/examinations");
    }
    // A coordinator compares nothing, and reads the queue as before.
    const coordinated = (await tt.coordinator.send("GET", url)).json();
    expect(coordinated.toExamine).toBeNull();

    const examinations = `/v1/exhibits/${world.left.exhibit.id}/examinations`;
    const first = await tt.examiner.send("POST", examinations, { body: EXAMINATION });
    expect([first.statusCode, first.json()]).toMatchObject([201, { ...EXAMINATION, afterUnmasking: false }]);
    // The record is each examiner's own, and opens nothing for a colleague.
    expect((await tt.verifier.send("GET", `/v1/candidates/${candidateId}/evidence`)).statusCode).toBe(409);
    expect((await tt.verifier.send("GET", examinations)).json().items).toEqual([]);
    expect((await tt.examiner.send("GET", `/v1/candidates/${candidateId}/evidence`)).statusCode).toBe(200);
    expect((await tt.examiner.send("GET", url)).json().toExamine).toBeNull();
    const later = await tt.examiner.send("POST", examinations, { body: { ...EXAMINATION, notes: null } });
    expect(later.json()).toMatchObject({ afterUnmasking: true });
    const all = (await tt.coordinator.send("GET", examinations)).json().items;
    expect(all.map((item: { afterUnmasking: boolean }) => item.afterUnmasking)).toEqual([true, false]);
    expect((await jm.coordinator.send("GET", examinations)).statusCode).toBe(404);
    // History is the auditor's to read, of any state, and its owner is told.
    const auditor = await hire(api, "JM", jm.technician.labId, "auditor");
    expect((await auditor.send("GET", examinations)).json().items).toEqual(all);
    const told =
      "select 1 from audit_events where action = 'exhibit.examination_read' and actor_id = $1 and 'TT' = any (owner_states)";
    expect((await api.deps.sql.query(told, [auditor.id])).rows).toHaveLength(1);
    expect((await jm.examiner.send("POST", examinations, { body: EXAMINATION })).statusCode).toBe(404);
    expect((await tt.technician.send("POST", examinations, { body: EXAMINATION })).json().code).toBe("FORBIDDEN");
    await documentEverything(api.deps.sql);
  });

  test.each([
    [{ regions: [{ region: "LEA", suitability: "suitable" }] }, "regions"],
    [{ suitability: "limited" }, "suitability"],
    [{ regions: [...EXAMINATION.regions, EXAMINATION.regions[0]] }, "regions"],
    [{ regions: [], suitability: "suitable" }, "suitability"],
    [{ characteristics: { firingPinClass: "Star" } }, "characteristics"],
  ])("a documentation that says %j is refused by its field", async (wrong, field) => {
    const response = await world.tt.examiner.send("POST", `/v1/exhibits/${world.left.exhibit.id}/examinations`, {
      body: { ...EXAMINATION, ...wrong },
    });
    expect([response.statusCode, response.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(response.json().errors[0].field).toMatch(new RegExp(`^${field}`));
  });

  test("the linkage stands in the queue of both states, without the other's case facts", async () => {
    for (const [person, own, other] of [
      [world.tt.examiner, "TT", "JM"],
      [world.jm.verifier, "JM", "TT"],
    ] as const) {
      const { items } = (await person.send("GET", "/v1/linkages?state=candidate&sort=score")).json();
      expect(items).toHaveLength(1);
      const sides = items[0].sides as {
        state: string;
        caseFacts: object | null;
        exhibitId: string | null;
        labContact: string;
      }[];
      const [mine, theirs] = [sides.find((side) => side.state === own), sides.find((side) => side.state === other)];
      expect(mine?.caseFacts).toMatchObject({ place: "Port of Spain, Charlotte Street 12" });
      expect(theirs).toMatchObject({
        caseFacts: null,
        caseId: null,
        exhibitId: null,
        calibre: "9x19mm",
        labContact: "lab@ribin.example",
      });
      expect(items[0]).toMatchObject({ state: "candidate", overdue: false, imagesPermitted: true, version: 1 });
    }
  });

  test("it is in nobody else's", async () => {
    expect((await bb.examiner.send("GET", "/v1/linkages")).json().items).toEqual([]);
    const read = await bb.examiner.send("GET", `/v1/linkages/${world.linkageId}`);
    expect([read.statusCode, read.json().code]).toEqual([404, "NOT_FOUND"]);
  });

  test("its candidates are ranked, and their evidence is read", async () => {
    const { items } = (
      await world.tt.examiner.send("GET", `/v1/acquisitions/${world.left.acquisitionId}/candidates`)
    ).json();
    expect(items).toMatchObject([
      {
        id: world.candidateId,
        linkageId: world.linkageId,
        rank: 1,
        otherAcquisitionId: world.right.acquisitionId,
        method: "breech-face-cells",
        methodVersion: "1",
        cellsCongruent: 20,
      },
    ]);
    const evidence = (await world.jm.examiner.send("GET", `/v1/candidates/${world.candidateId}/evidence`)).json();
    expect(evidence).toMatchObject({
      id: world.candidateId,
      region: "BreechFace",
      comparisons: [{ comparable: true, outcome: { score: 0.9 } }],
    });
    const plot = await world.tt.examiner.send("GET", `/v1/candidates/${world.candidateId}/plot.png`);
    expect([plot.statusCode, plot.json().code]).toEqual([409, "CONFLICT"]);
  });

  test("a decision needs If-Match, and the version that is current", async () => {
    const url = `/v1/linkages/${world.linkageId}/reviews`;
    const body = { decision: "lead", reasons: "Many cells agree." };
    const cases = [
      [{}, 428, "PRECONDITION_REQUIRED"],
      [{ "if-match": 'W/"7"' }, 412, "PRECONDITION_FAILED"],
      [{ "if-match": "*" }, 412, "PRECONDITION_FAILED"],
    ] as const;
    for (const [headers, status, code] of cases) {
      const response = await world.tt.examiner.send("POST", url, { body, headers });
      expect([response.statusCode, response.json().code]).toEqual([status, code]);
    }
  });

  test("a decision is the examiners'", async () => {
    const coordinator = await decide(world.tt.coordinator, world.linkageId, "reviews", {
      decision: "lead",
      reasons: "I think so.",
    });
    expect([coordinator.statusCode, coordinator.json().code]).toEqual([403, "FORBIDDEN"]);
    const bare = await world.tt.examiner.send("POST", `/v1/linkages/${world.linkageId}/reviews`, {
      body: { decision: "match", reasons: " " },
      headers: { "if-match": 'W/"1"' },
    });
    expect(bare.json().errors.map((entry: { field: string }) => entry.field)).toEqual(["decision", "reasons"]);
  });
});

describe("from candidate to hit", () => {
  test("each decision moves the linkage and its ETag; the verification is blind", async () => {
    const { tt, jm, linkageId } = world;
    const lead = await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
    expect([lead.statusCode, lead.headers.etag]).toEqual([201, 'W/"2"']);
    expect(lead.json()).toMatchObject({
      linkage: { state: "lead", version: 2 },
      review: { decision: "lead", accountId: tt.examiner.id },
    });

    const reasons = "Sufficient agreement of individual characteristics.";
    const first = await decide(tt.examiner, linkageId, "conclusions", { conclusion: "identification", reasons });
    expect(first.json()).toMatchObject({ linkage: { state: "under microscopy" }, conclusion: { part: "first" } });

    const blind = (await jm.examiner.send("GET", `/v1/linkages/${linkageId}`)).json();
    expect(blind).toMatchObject({ firstConclusionRecorded: true, conclusions: [] });
    expect(blind.reviews).toMatchObject([{ decision: "lead", accountId: null, reasons: null }]);
    for (const leading of ["identification", tt.examiner.id]) expect(JSON.stringify(blind)).not.toContain(leading);
    expect((await tt.examiner.send("GET", `/v1/linkages/${linkageId}`)).json().conclusions).toHaveLength(1);

    const early = await decide(tt.examiner, linkageId, "hit");
    expect([early.statusCode, early.json().code]).toEqual([409, "VERIFICATION_MISSING"]);
    const same = await decide(tt.examiner, linkageId, "conclusions", { conclusion: "identification", reasons });
    expect([same.statusCode, same.json().code]).toEqual([409, "SAME_EXAMINER"]);

    const second = await decide(jm.examiner, linkageId, "conclusions", { conclusion: "identification", reasons });
    expect(second.json()).toMatchObject({ conclusion: { part: "verification", accountState: "JM" } });
    expect((await jm.examiner.send("GET", `/v1/linkages/${linkageId}`)).json().conclusions).toHaveLength(2);

    const hit = await decide(jm.examiner, linkageId, "hit");
    expect(hit.statusCode).toBe(201);
    expect(hit.json()).toMatchObject({ linkageId, linksNewCases: true, confirmedBy: jm.examiner.id });
    const { id } = hit.json<{ id: string }>();
    expect(hit.headers.location).toBe(`/v1/hits/${id}`);
    expect((await tt.investigator.send("GET", `/v1/hits/${id}`)).json()).toMatchObject({ id, linkageId });
    expect((await jm.investigator.send("GET", "/v1/hits")).json().items).toMatchObject([{ id }]);
    expect((await bb.investigator.send("GET", `/v1/hits/${id}`)).statusCode).toBe(404);
    const twice = await decide(jm.examiner, linkageId, "hit");
    expect([twice.statusCode, twice.json().code]).toEqual([409, "CONFLICT"]);
  });

  test("a linkage is shown as changed or unchanged by its ETag", async () => {
    const url = `/v1/linkages/${world.linkageId}`;
    const { etag } = (await world.tt.examiner.send("GET", url)).headers;
    const same = await world.tt.examiner.send("GET", url, { headers: { "if-none-match": `"x", ${etag}` } });
    expect([same.statusCode, same.body, same.headers["content-type"]]).toEqual([304, "", undefined]);
    expect((await world.tt.examiner.send("GET", url, { headers: { "if-none-match": 'W/"1"' } })).statusCode).toBe(200);
  });
});

describe("reports", () => {
  test("of a hit are one reader's document, as JSON and as PDF", async () => {
    const own = await makeWorld(api, { agreed: false, case: { place: "Kingston, Duke Street" } });
    await reachHit(own);
    const { tt, jm, linkageId } = own;
    const issued = await tt.investigator.send("POST", "/v1/reports", { body: { linkageId, kind: "hit" } });
    expect(issued.statusCode).toBe(201);
    const report = issued.json();
    expect(report).toMatchObject({ kind: "hit", linkageId, issuedTo: tt.investigator.id, factsWithheld: false });
    expect(report.document.caveats.join(" ")).toContain("not an evidential conclusion");
    expect(issued.headers.location).toBe(`/v1/reports/${report.id}`);
    expect((await tt.investigator.send("GET", `/v1/reports/${report.id}`)).json()).toEqual(report);

    const pdf = await tt.investigator.send("GET", `/v1/reports/${report.id}/pdf`);
    expect(pdf.headers["content-type"]).toBe("application/pdf");
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.headers["content-disposition"]).toContain(`${report.number}.pdf`);
    for (const person of [jm.investigator, tt.examiner, bb.coordinator]) {
      expect((await person.send("GET", `/v1/reports/${report.id}`)).statusCode).not.toBe(200);
      expect((await person.send("GET", `/v1/reports/${report.id}/pdf`)).statusCode).not.toBe(200);
    }
    const lead = await tt.investigator.send("POST", "/v1/reports", { body: { linkageId, kind: "lead" } });
    expect([lead.statusCode, lead.json().code]).toEqual([409, "CONFLICT"]);
    const foreign = await tt.investigator.send("POST", "/v1/reports", {
      body: { linkageId, kind: "hit", issuedTo: jm.investigator.id },
    });
    expect([foreign.statusCode, foreign.json().code]).toEqual([400, "VALIDATION_FAILED"]);
  });
});

test("the audit trail tells an auditor all of it and a national coordinator the own state's", async () => {
  const auditor = await hire(api, "TT", world.tt.technician.labId, "auditor");
  const url = `/v1/audit-events?targetKind=linkage&targetId=${world.linkageId}`;
  const { items } = (await auditor.send("GET", url)).json();
  const actions = items.map((item: { action: string }) => item.action);
  expect(actions).toEqual(
    expect.arrayContaining(["linkage.reviewed", "linkage.concluded", "linkage.verified", "access.denied"]),
  );
  expect(JSON.stringify(items)).not.toMatch(/Charlotte|identification/);
  const first = (await auditor.send("GET", `${url}&limit=2`)).json();
  const second = (await auditor.send("GET", `${url}&limit=2&cursor=${first.nextCursor}`)).json();
  expect([...first.items, ...second.items]).toEqual(items.slice(0, 4));
  const own = (await bb.coordinator.send("GET", "/v1/audit-events?limit=200")).json();
  for (const { ownerStates } of own.items) expect(ownerStates).toContain("BB");
  expect((await bb.coordinator.send("GET", "/v1/audit-events?state=TT")).json().code).toBe("NOT_FOUND");
  expect((await world.tt.examiner.send("GET", "/v1/audit-events")).json().code).toBe("FORBIDDEN");
});
