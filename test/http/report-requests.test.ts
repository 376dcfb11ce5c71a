/** Requests for reports across states: who sees what, from the asking to the reports. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findRequestState } from "../../src/domain/report-request.ts";
import { deriveAll } from "../support/run-deliveries.ts";
import { decide, type EvidenceWorld, makeWorld, reachHit } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let late = 0;
beforeAll(async () => {
  const clock = { now: () => new Date(Date.now() + late) };
  api = await openTestApp({ deps: { clock }, limits: { sessionHours: 10_000, sessionIdleMinutes: 600_000 } });
});
afterAll(() => api.close());

const makeLead = ({ tt, linkageId }: EvidenceWorld) =>
  decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });

async function ask(person: Person, caseNumber: string, purpose = "Charges are prepared.") {
  const made = await person.send("POST", "/v1/report-requests", { body: { caseNumber, purpose } });
  await deriveAll(api.deps);
  return made.json();
}

const read = async (person: Person, id: string) => (await person.send("GET", `/v1/report-requests/${id}`)).json();
const partsOf = async (person: Person, requestId: string) => {
  const { items } = (await person.send("GET", "/v1/report-request-parts?limit=200")).json();
  return items.filter((part: { requestId: string }) => part.requestId === requestId);
};
const answer = (person: Person, partId: string, body: object) =>
  person.send("POST", `/v1/report-request-parts/${partId}/answers`, { body });
const told = async (person: Person) => {
  await deriveAll(api.deps);
  const { items } = (await person.send("GET", "/v1/me/notifications")).json();
  return items.map(({ kind }: { kind: string }) => kind);
};

describe("a request about a hit", () => {
  test("is waited for, answered with a question, replied to, released, and its report issued; each step is told", async () => {
    const world = await makeWorld(api);
    const { tt, jm, left, right } = world;
    await reachHit(world);
    const asked = await ask(tt.investigator, left.case.caseNumber);
    expect(asked).toMatchObject({ state: "asked", waitingFor: [], parts: [] });
    expect(await read(tt.investigator, asked.id)).toMatchObject({ state: "waiting", waitingFor: ["JM"] });
    expect(await told(jm.coordinator)).toContain("report_requested");
    const [part] = await partsOf(jm.coordinator, asked.id);
    expect(part).toMatchObject({
      askingState: "TT",
      caseId: right.case.id,
      purpose: "Charges are prepared.",
      state: "waiting",
      disclosed: true,
    });
    for (const secret of [left.case.caseNumber, left.case.id]) expect(JSON.stringify(part)).not.toContain(secret);

    await answer(jm.coordinator, part.id, { decision: "more_asked", reason: "Which court?" });
    expect(await told(tt.investigator)).toEqual(["report_request_answered"]);
    expect(await read(tt.investigator, asked.id)).toMatchObject({
      state: "waiting",
      parts: [{ state: "more_asked", reason: "Which court?" }],
    });
    const reply = { partId: part.id, words: "The High Court." };
    expect(
      (await tt.investigator.send("POST", `/v1/report-requests/${asked.id}/replies`, { body: reply })).statusCode,
    ).toBe(201);
    expect((await partsOf(jm.coordinator, asked.id))[0]).toMatchObject({
      state: "waiting",
      replies: [{ words: "The High Court." }],
    });
    expect(await told(jm.coordinator)).toContain("report_request_replied");

    const early = await tt.investigator.send("POST", `/v1/report-requests/${asked.id}/reports`, { body: {} });
    expect(early.json().code).toBe("CONFLICT");
    const released = await answer(jm.coordinator, part.id, { decision: "released", expiresAt: tomorrow() });
    expect(released.json()).toMatchObject({ state: "released" });
    expect((await answer(jm.coordinator, part.id, { decision: "refused", reason: "No." })).json().code).toBe(
      "CONFLICT",
    );
    expect((await read(tt.investigator, asked.id)).state).toBe("released");
    const issued = await tt.investigator.send("POST", `/v1/report-requests/${asked.id}/reports`, {
      body: { language: "fr" },
    });
    expect(issued.json()).toMatchObject({ state: "reports_issued", parts: [{ state: "report_issued" }] });
    const report = (await tt.investigator.send("GET", `/v1/reports/${issued.json().parts[0].reportId}`)).json();
    expect(JSON.stringify(report.document)).toContain(right.case.caseNumber);
    const again = await tt.investigator.send("POST", `/v1/report-requests/${asked.id}/reports`, { body: {} });
    expect(again.json().code).toBe("CONFLICT");
  });

  test("a release that could not be made leaves no answer, and an answer that fits nothing is refused by name", async () => {
    const world = await makeWorld(api, { agreed: false });
    await reachHit(world);
    const { tt, jm } = world;
    const { id } = await ask(tt.investigator, world.left.case.caseNumber);
    const [part] = await partsOf(jm.coordinator, id);
    for (const [body, field] of [
      [{ decision: "released" }, "expiresAt"],
      [{ decision: "refused" }, "reason"],
      [{ decision: "refused", reason: "No.", expiresAt: tomorrow() }, "expiresAt"],
    ] as const) {
      expect((await answer(jm.coordinator, part.id, body)).json().errors[0].field).toBe(field);
    }
    const past = { decision: "released", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await answer(jm.coordinator, part.id, past)).json().code).toBe("VALIDATION_FAILED");
    expect((await partsOf(jm.coordinator, id))[0].answers).toEqual([]);
    await answer(jm.coordinator, part.id, { decision: "refused", reason: "Sub judice." });
    expect(await read(tt.investigator, id)).toMatchObject({ state: "refused", parts: [{ reason: "Sub judice." }] });
  });

  test("withdrawn it takes no answer; its owners are told", async () => {
    const world = await makeWorld(api, { agreed: false });
    await reachHit(world);
    const { tt, jm } = world;
    const { id } = await ask(tt.investigator, world.left.case.caseNumber);
    const withdrawn = await tt.investigator.send("POST", `/v1/report-requests/${id}/withdraw`, {
      body: { reason: "Settled." },
    });
    expect(withdrawn.json().state).toBe("withdrawn");
    const [part] = await partsOf(jm.coordinator, id);
    expect(part.state).toBe("withdrawn");
    const body = { decision: "released", expiresAt: tomorrow() };
    expect((await answer(jm.coordinator, part.id, body)).json().code).toBe("CONFLICT");
    expect(await told(jm.coordinator)).toContain("report_request_withdrawn");
  });
});

describe("what the state of a request tells", () => {
  /** All that who asks could tell one request from another by. */
  async function everything({ tt }: EvidenceWorld, id: string) {
    const seen = [];
    for (const person of [tt.investigator, tt.coordinator, tt.examiner]) {
      seen.push(await read(person, id));
      const { items } = (await person.send("GET", "/v1/me/notifications")).json();
      seen.push(items.filter((row: { subjectId: string }) => row.subjectId === id));
    }
    const trail = (await tt.coordinator.send("GET", `/v1/audit-events?targetId=${id}&limit=200`)).json();
    seen.push(
      (trail.items ?? [])
        .filter((row: { action: string }) => row.action !== "access.denied")
        .map((row: { action: string }) => row.action),
    );
    const { createdAt: _c, expiresAt: _e, id: _i, caseId: _k, requestedBy: _r, instance: _n, ...rest } = seen[0];
    return [rest, ...seen.slice(1)].map((part) =>
      JSON.parse(
        JSON.stringify(part, (key, value) =>
          ["id", "caseId", "createdAt", "expiresAt", "requestedBy", "instance"].includes(key) ? undefined : value,
        ),
      ),
    );
  }

  test("a lead that an owner refuses, and nothing at all, are the same from the first to the last", async () => {
    const withLead = await makeWorld(api, { agreed: false });
    await makeLead(withLead);
    const without = await makeWorld(api, { agreed: false });
    const first = await ask(withLead.tt.investigator, withLead.left.case.caseNumber);
    const second = await ask(without.tt.investigator, without.left.case.caseNumber);
    const { jm } = withLead;
    expect(await everything(withLead, first.id)).toEqual(await everything(without, second.id));
    const [part] = await partsOf(jm.coordinator, first.id);
    expect(part).toMatchObject({ disclosed: false, state: "waiting" });
    const more = await answer(jm.coordinator, part.id, { decision: "more_asked", reason: "Why?" });
    expect(more.json().code).toBe("CONFLICT");
    expect((await answer(jm.coordinator, part.id, { decision: "refused", reason: "No." })).json().state).toBe(
      "refused",
    );
    await deriveAll(api.deps);
    expect(await everything(withLead, first.id)).toEqual(await everything(without, second.id));
    late += 31 * 86_400_000;
    expect((await everything(withLead, first.id))[0]).toMatchObject({ state: "expired" });
    expect(await everything(withLead, first.id)).toEqual(await everything(without, second.id));
    late = 0;
  });

  test("a hit with a restricted case of another state is not there until it is released", async () => {
    const world = await makeWorld(api, { agreed: false });
    await reachHit(world);
    const { tt, jm, left, right } = world;
    await api.deps.sql.query("update cases set restricted = true where id = $1", [right.case.id]);
    const { id } = await ask(tt.investigator, left.case.caseNumber);
    expect(await read(tt.investigator, id)).toMatchObject({ state: "asked", parts: [] });
    const [part] = await partsOf(jm.coordinator, id);
    await answer(jm.coordinator, part.id, { decision: "released", expiresAt: tomorrow() });
    expect(await read(tt.investigator, id)).toMatchObject({ state: "released", parts: [{ askedState: "JM" }] });
  });

  test("of a restricted case of the own state nobody is asked before it was released", async () => {
    const world = await makeWorld(api, { agreed: false, case: { restricted: true } });
    const body = { caseNumber: world.left.case.caseNumber, purpose: "Charges." };
    const refused = await world.tt.investigator.send("POST", "/v1/report-requests", { body });
    expect(refused.json()).toMatchObject({ code: "VALIDATION_FAILED", errors: [{ field: "caseNumber" }] });
  });

  test("a lead that is released gives a lead notice, and one that comes while the request is open joins it", async () => {
    const world = await makeWorld(api, { agreed: false });
    const { tt, jm, left } = world;
    const { id } = await ask(tt.investigator, left.case.caseNumber);
    expect(await partsOf(jm.coordinator, id)).toEqual([]);
    await makeLead(world);
    await deriveAll(api.deps);
    const [part] = await partsOf(jm.coordinator, id);
    await answer(jm.coordinator, part.id, { decision: "released", expiresAt: tomorrow() });
    const issued = (await tt.coordinator.send("POST", `/v1/report-requests/${id}/reports`, { body: {} })).json();
    const report = (await tt.investigator.send("GET", `/v1/reports/${issued.parts[0].reportId}`)).json();
    expect([report.kind ?? report.document.kind, issued.state]).toEqual(["lead", "reports_issued"]);
  });
});

describe("who may ask and answer", () => {
  test("an investigator about the own state's cases; a colleague does not see it, the coordinator does; nobody else answers", async () => {
    const world = await makeWorld(api, { agreed: false });
    await reachHit(world);
    const { tt, jm, left, right } = world;
    const foreign = await tt.investigator.send("POST", "/v1/report-requests", {
      body: { caseNumber: right.case.caseNumber, purpose: "x" },
    });
    expect(foreign.statusCode).toBe(404);
    const unknown = await tt.investigator.send("POST", "/v1/report-requests", {
      body: { caseNumber: randomUUID(), purpose: "x" },
    });
    expect(unknown.json().detail).toBe(foreign.json().detail);
    expect(
      (
        await tt.technician.send("POST", "/v1/report-requests", {
          body: { caseNumber: left.case.caseNumber, purpose: "x" },
        })
      ).statusCode,
    ).toBe(403);
    const { id } = await ask(tt.investigator, left.case.caseNumber);
    const colleague = await hire(api, "TT", tt.technician.labId, "investigator");
    expect((await colleague.send("GET", `/v1/report-requests/${id}`)).statusCode).toBe(403);
    expect((await colleague.send("GET", "/v1/report-requests")).json().items).toEqual([]);
    expect((await read(tt.coordinator, id)).id).toBe(id);
    expect((await jm.coordinator.send("GET", `/v1/report-requests/${id}`)).statusCode).toBe(404);
    const [part] = await partsOf(jm.coordinator, id);
    const body = { decision: "released", expiresAt: tomorrow() };
    for (const person of [tt.coordinator, tt.investigator])
      expect((await answer(person, part.id, body)).statusCode).toBe(404);
    expect((await answer(jm.examiner, part.id, body)).statusCode).toBe(403);
    expect((await tt.coordinator.send("GET", "/v1/report-request-parts")).json().items).toEqual([]);
  });
});

test("the state of a request, of every combination that matters", () => {
  const now = new Date("2026-03-02T00:00:00Z");
  const open = { withdrawnAt: null, expiresAt: new Date("2026-03-03T00:00:00Z") };
  const over = { withdrawnAt: null, expiresAt: now };
  expect(findRequestState(open, [], now)).toBe("asked");
  expect(findRequestState(over, [], now)).toBe("expired");
  expect(findRequestState(open, ["released", "waiting"], now)).toBe("waiting");
  expect(findRequestState(over, ["released", "more_asked"], now)).toBe("expired");
  expect(findRequestState(over, ["released", "refused"], now)).toBe("released");
  expect(findRequestState(open, ["report_issued", "release_ended"], now)).toBe("reports_issued");
  expect(findRequestState(open, ["release_ended", "refused"], now)).toBe("expired");
  expect(findRequestState(open, ["refused", "refused"], now)).toBe("refused");
  expect(findRequestState({ ...over, withdrawnAt: now }, ["released"], now)).toBe("withdrawn");
});
