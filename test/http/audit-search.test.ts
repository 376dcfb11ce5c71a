/** The auditor's search: by person, case, exhibit, purpose, action and time, and whose events it gives to whom. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { type EvidenceWorld, makeWorld, RECEIPT, reachHit } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

interface Event {
  readonly seq: string;
  readonly at: string;
  readonly action: string;
  readonly actorId: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly ownerStates: readonly string[];
}

let api: TestApp;
let world: EvidenceWorld;
let other: EvidenceWorld;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  await reachHit(world);
  other = await makeWorld(api, { agreed: false });
  auditor = await hire(api, "TT", world.tt.technician.labId, "auditor");
});
afterAll(() => api.close());

async function search(query: Record<string, string>, by: Person = auditor): Promise<Event[]> {
  const found: Event[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const parameters = new URLSearchParams({ limit: "7", ...query, ...(cursor === "" ? {} : { cursor }) });
    const answer = await by.send("GET", `/v1/audit-events?${parameters}`);
    expect([query, answer.statusCode]).toEqual([query, 200]);
    const page = answer.json<{ items: Event[]; nextCursor: string | null }>();
    found.push(...page.items);
    // Reading is recorded itself: a walk from the oldest would find its own steps for ever.
    cursor = page.items.length < 7 ? null : page.nextCursor;
  }
  return found;
}
const kindsOf = (events: readonly Event[]) => [...new Set(events.map(({ targetKind }) => targetKind))].sort();

test("by case and by exhibit: with all that was made of them, and nothing of another case", async () => {
  const { left, linkageId } = world;
  await world.tt.technician.send("POST", `/v1/exhibits/${left.exhibit.id}/custody`, { body: RECEIPT });
  const ofCase = await search({ caseId: left.case.id });
  expect(kindsOf(ofCase)).toEqual(["acquisition", "case", "exhibit", "hit", "linkage"]);
  const ofExhibit = await search({ exhibitId: left.exhibit.id });
  expect(kindsOf(ofExhibit)).toEqual(["acquisition", "exhibit", "hit", "linkage"]);
  expect(ofExhibit.map(({ action }) => action)).toContain("custody.recorded");
  const foreign = [other.left.case.id, other.left.exhibit.id, other.left.acquisitionId, other.linkageId];
  for (const event of [...ofCase, ...ofExhibit]) expect(foreign).not.toContain(event.targetId);
  expect(
    ofCase.filter(({ targetKind }) => targetKind === "linkage").every(({ targetId }) => targetId === linkageId),
  ).toBe(true);
});

test("by person, action and time, which narrow each other; in pages that neither skip nor repeat, in both orders", async () => {
  const { examiner } = world.tt;
  const events = await search({ actorId: examiner.id });
  expect(events.length).toBeGreaterThan(3);
  expect(events.every(({ actorId }) => actorId === examiner.id)).toBe(true);
  expect(events.map(({ seq }) => Number(seq))).toEqual(events.map(({ seq }) => Number(seq)).sort((a, b) => a - b));
  expect(await search({ actorId: examiner.id, order: "newest" })).toEqual([...events].reverse());
  const concluded = await search({ actorId: examiner.id, action: "linkage.concluded" });
  expect(concluded.map(({ action }) => action)).toEqual(["linkage.concluded"]);
  const [from, to] = [String(events[1]?.at), String(events.at(-1)?.at)];
  const within = await search({ actorId: examiner.id, from, to });
  expect(within).toEqual(events.filter(({ at }) => at >= from && at < to));
});

test("by purpose: what was done for it, and not who searched for it", async () => {
  const event = {
    at: new Date(),
    action: "case.read",
    targetKind: "case",
    targetId: world.left.case.id,
    ownerStates: ["TT"],
    detail: { purpose: "Joint investigation" },
  } as const;
  const context = {
    actor: { kind: "account", id: world.jm.examiner.id, state: "JM", labId: null, roles: [] },
    requestId: "r",
  } as const;
  await insertAuditEvent(api.deps.sql, context, event);
  for (let round = 0; round < 2; round++) {
    expect(await search({ purpose: "Joint investigation" })).toMatchObject([{ actorId: world.jm.examiner.id }]);
  }
  expect(
    await search({ action: "audit.read", actorId: auditor.id, order: "newest", to: new Date().toISOString() }),
  ).toContainEqual(
    expect.objectContaining({ detail: expect.objectContaining({ searchedPurpose: "Joint investigation" }) }),
  );
});

test("a national coordinator finds the own state's events only, whatever is searched for; others nothing", async () => {
  const { coordinator } = world.jm;
  for (const query of [{}, { caseId: world.left.case.id }, { actorId: world.tt.examiner.id }]) {
    for (const { ownerStates } of await search({ ...query, to: new Date().toISOString() }, coordinator))
      expect(ownerStates).toContain("JM");
  }
  expect(kindsOf(await search({ caseId: world.left.case.id }, coordinator))).not.toContain("case");
  expect((await coordinator.send("GET", "/v1/audit-events?state=TT")).statusCode).not.toBe(200);
  for (const person of [world.tt.technician, world.tt.examiner, world.tt.investigator]) {
    expect((await person.send("GET", `/v1/audit-events?caseId=${world.left.case.id}`)).statusCode).toBe(403);
  }
});

test.each([
  ["action=case.stolen", "query.action"],
  ["caseId=17", "query.caseId"],
  ["from=yesterday", "query.from"],
  ["order=random", "query.order"],
  ["person=x", "query.person"],
])("not by %s", async (query, field) => {
  const answer = await auditor.send("GET", `/v1/audit-events?${query}`);
  expect([answer.statusCode, answer.json().errors?.[0].field]).toEqual([400, field]);
});

test("as a table: all that the search finds, page after page, guarded against formulas, and recorded before its first row", async () => {
  const at = new Date();
  const reader = "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10";
  const actor = { kind: "account", id: reader, state: "JM", labId: null, roles: [] } as const;
  const event = {
    at,
    action: "case.read",
    targetKind: "case",
    targetId: world.left.case.id,
    ownerStates: ["TT"],
  } as const;
  // More than the service reads at once.
  for (let i = 0; i < 501; i++) await insertAuditEvent(api.deps.sql, { actor, requestId: `r${i}` }, event);
  await insertAuditEvent(api.deps.sql, { actor, requestId: "=HYPERLINK(1)" }, event);
  const rows = await takeOut(auditor, { actorId: reader, order: "newest" });
  const numbers = rows.map(({ seq }) => Number(seq));
  expect(numbers).toHaveLength(502);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
  expect(rows[0]).toMatchObject({
    action: "case.read",
    ownerStates: "TT",
    requestId: "'=HYPERLINK(1)",
    at: at.toISOString(),
    detail: "{}",
  });
  const [taken] = await search({ action: "audit.exported", actorId: auditor.id, order: "newest" });
  expect(taken).toMatchObject({ targetKind: "audit", detail: { actorId: reader, as: "csv" } });
});

test("as a table of the oldest first ends, although taking it out is an event itself", async () => {
  const first = await takeOut(auditor, {});
  const second = await takeOut(auditor, {});
  const numbers = (rows: readonly Record<string, string>[]) => rows.map(({ seq }) => seq);
  expect(numbers(second).slice(0, first.length)).toEqual(numbers(first));
  // Each is in the next, and not in itself.
  expect(second.slice(first.length).map(({ action }) => action)).toEqual(["audit.exported"]);
});

test("as a table for a national coordinator of the own state alone; for others not at all", async () => {
  const rows = await takeOut(world.jm.coordinator, {});
  expect(rows.length).toBeGreaterThan(0);
  for (const { ownerStates } of rows) expect(ownerStates?.split("; ")).toContain("JM");
  expect((await world.jm.coordinator.send("GET", "/v1/audit-events.csv?state=TT")).statusCode).not.toBe(200);
  for (const person of [world.tt.technician, world.tt.examiner, world.tt.investigator]) {
    expect((await person.send("GET", "/v1/audit-events.csv")).statusCode).toBe(403);
  }
});

async function takeOut(by: Person, query: Record<string, string>): Promise<Record<string, string>[]> {
  const answer = await by.send("GET", `/v1/audit-events.csv?${new URLSearchParams(query)}`);
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
  return parse(answer.body, { columns: true });
}
