/** Statistics, flows and tables of arms over HTTP: who is given which numbers, in which forms. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EvidenceWorld, hireStaff, makeWorld, reachHit, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let regional: Person;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: "Charlotte Street 12", occurredOn: "2026-02-03" } });
  await reachHit(world);
  bb = await hireStaff(api, "BB");
  regional = await hire(api, "TT", world.tt.technician.labId, "regional_coordinator");
  auditor = await hire(api, "TT", world.tt.technician.labId, "auditor");
});
afterAll(() => api.close());

const YEARS = "from=2020-01-01&to=2100-01-01";
const PATHS = [
  `/v1/statistics?${YEARS}`,
  `/v1/statistics.csv?${YEARS}`,
  `/v1/flows?${YEARS}`,
  `/v1/flows.csv?${YEARS}`,
  "/v1/arms-tables?first=2020&last=2026",
  "/v1/arms-tables.csv?first=2020&last=2026",
];

describe("numbers are for coordinators and auditors", () => {
  test.each(PATHS)("%s", async (path) => {
    for (const person of [world.tt.coordinator, regional, auditor]) {
      expect((await person.send("GET", path)).statusCode).toBe(200);
    }
    for (const person of [world.tt.technician, world.tt.examiner, world.tt.verifier, world.tt.investigator]) {
      const refused = await person.send("GET", path);
      expect([refused.statusCode, refused.json().code]).toEqual([403, "FORBIDDEN"]);
    }
  });

  test("a state's coordinator reads the own state's, the region's every state's", async () => {
    const read = async (person: Person) => (await person.send("GET", `/v1/statistics?${YEARS}`)).json().rows;
    const [tt] = await read(world.tt.coordinator);
    expect(tt).toMatchObject({ state: "TT", acquisitions: 1, candidates: 1, viewedInTime: 1, leads: 1, hits: 1 });
    expect(await read(bb.coordinator)).toEqual([]);
    expect((await read(regional)).map((row: { state: string }) => row.state)).toEqual(["JM", "TT"]);
  });

  test("of the other states together no number under 3 is shown", async () => {
    const read = await world.tt.coordinator.send("GET", `/v1/statistics?from=2020-01-01&to=2100-01-01&others=true`);
    expect(read.json().rows[1]).toMatchObject({ state: "others", acquisitions: null, leads: null, hits: null });
    const day = await world.tt.coordinator.send("GET", "/v1/statistics?from=2026-01-02&to=2100-01-01&others=true");
    expect([day.statusCode, day.json().errors[0].field]).toEqual([400, "from"]);
  });

  test("flows of TT tell a direction once JM has released its case, and no case fact", async () => {
    const flows = async () => (await world.tt.coordinator.send("GET", `/v1/flows?${YEARS}`)).json();
    expect((await flows()).rows).toMatchObject([{ fromState: "JM", toState: "TT", directed: false, hits: 1 }]);
    const everybody = await regional.send("GET", `/v1/flows.csv?${YEARS}`);
    expect(everybody.body).toMatch(/^month,fromState,toState,directed,hits\r\n\d{4}-\d\d,JM,TT,false,1\r\n$/);
    for (const path of PATHS) {
      for (const person of [world.tt.coordinator, regional, auditor]) {
        expect((await person.send("GET", path)).body).not.toMatch(/Charlotte|2026-02-03|TT-|[0-9a-f]{8}-[0-9a-f]{4}/);
      }
    }
  });

  test("what crosses states is recorded", async () => {
    await regional.send("GET", `/v1/statistics?${YEARS}&by=state,month`);
    const events = (await auditor.send("GET", "/v1/audit-events?action=statistics.read&limit=200")).json().items;
    const mine = events.filter((event: { actorId: string }) => event.actorId === regional.id);
    expect(mine.at(-1).detail).toMatchObject({ from: "2020-01-01", by: ["state", "month"] });
  });
});

test("without a period: the twelve months up to the end of this one, and five years of arms", async () => {
  const { from, to } = (await regional.send("GET", "/v1/flows")).json();
  expect([from.slice(5), to.slice(5)]).toEqual([from.slice(5), from.slice(5)]);
  expect(Number(to.slice(0, 4)) - Number(from.slice(0, 4))).toBe(1);
  expect(new Date(to).getTime()).toBeGreaterThan(Date.now());
  const { first, last } = (await regional.send("GET", "/v1/arms-tables")).json();
  expect([first, last]).toEqual([new Date().getUTCFullYear() - 4, new Date().getUTCFullYear()]);
});

describe("bad input is named", () => {
  test.each([
    ["/v1/statistics?from=2026-02-01&to=2026-02-01", "to"],
    ["/v1/statistics?from=2026-02-30&to=2026-03-01", "from"],
    ["/v1/statistics?from=2026-02-01&to=2026-03-01&by=person", "by"],
    ["/v1/flows?from=2026-02-01&to=2026-01-01", "to"],
    ["/v1/arms-tables?first=2026&last=2025", "last"],
  ])("%s", async (path, field) => {
    const refused = await regional.send("GET", path);
    expect([refused.statusCode, refused.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(refused.json().errors[0].field).toContain(field);
  });
});
