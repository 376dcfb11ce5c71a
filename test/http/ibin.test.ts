/** Nominations to INTERPOL's IBIN: proposed by rules, decided by a coordinator, of the own state only. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findReasons, type IbinIndicator, stateOfNomination } from "../../src/domain/intelligence/ibin.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, type Person } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let jm: Staff;
beforeAll(async () => {
  api = await openTestApp();
  [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
});
afterAll(() => api.close());

const code = (person: Person, caseId: string, indicator: string, holds: boolean, replaces: string | null = null) =>
  person.send("POST", `/v1/cases/${caseId}/ibin-indicators`, { body: { indicator, holds, replaces } });
const decide = (person: Person, caseId: string, decision: string, replaces: string | null = null) =>
  person.send("POST", `/v1/cases/${caseId}/ibin-decisions`, {
    body: { decision, reasons: "As the rules say.", replaces },
  });
async function find(caseId: string) {
  const { items } = (await tt.coordinator.send("GET", "/v1/ibin-nominations?limit=200")).json();
  return items.find((item: { caseId: string }) => item.caseId === caseId);
}

describe("what speaks for a nomination", () => {
  test("is what the records say, unless a person coded it otherwise", () => {
    const coded = (...list: [IbinIndicator, boolean][]) => new Map(list);
    const facts = { eventType: "border/customs seizure" as const, firearms: 3, coded: coded() };
    expect(findReasons(facts)).toEqual([
      { indicator: "customs seizure", source: "event type" },
      { indicator: "three or more firearms", source: "exhibits" },
    ]);
    expect(findReasons({ eventType: "homicide", firearms: 2, coded: coded() })).toEqual([]);
    const said = coded(["customs seizure", false], ["terrorism", true], ["three or more firearms", true]);
    expect(findReasons({ ...facts, coded: said })).toEqual([
      { indicator: "three or more firearms", source: "coded" },
      { indicator: "terrorism", source: "coded" },
    ]);
  });

  test("opens it again where it was not known when it was decided", () => {
    const reasons = findReasons({ eventType: "homicide", firearms: 3, coded: new Map([["terrorism", true]]) });
    const declined = (indicators: IbinIndicator[]) => ({ decision: "declined" as const, indicators });
    expect(stateOfNomination(reasons, null)).toBe("proposed");
    expect(stateOfNomination(reasons, declined(["three or more firearms"]))).toBe("proposed");
    expect(stateOfNomination(reasons, declined(["terrorism", "three or more firearms"]))).toBe("declined");
  });
});

describe("a nomination", () => {
  test("is proposed with its reasons, accepted, taken away as JSON and CSV, and all of it recorded", async () => {
    const { caseId } = await enterExhibit(tt.technician, {
      case: { eventType: "border/customs seizure", occurredOn: "2026-02-03", caseNumber: "TT-77" },
      exhibit: { type: "firearm", exhibitNumber: "F-1" },
    });
    for (const number of ["F-2", "F-3"]) {
      const body = { caseId, exhibitNumber: number, type: "firearm", calibre: ".380 ACP" };
      await tt.technician.send("POST", "/v1/exhibits", { body });
    }
    await code(tt.investigator, caseId, "suspected traffickers", true);
    expect(await find(caseId)).toMatchObject({
      state: "proposed",
      firearms: 3,
      calibres: ["9x17mm", "9x19mm"],
      reasons: [
        { indicator: "customs seizure", source: "event type" },
        { indicator: "suspected traffickers", source: "coded" },
        { indicator: "three or more firearms", source: "exhibits" },
      ],
      decision: null,
    });
    expect((await decide(tt.coordinator, caseId, "accepted")).json()).toMatchObject({ state: "accepted" });
    const { items } = (await tt.coordinator.send("GET", "/v1/ibin-nominations.json")).json();
    expect(items).toMatchObject([{ caseNumber: "TT-77", state: "accepted" }]);
    const csv = (await tt.coordinator.send("GET", "/v1/ibin-nominations.csv")).body.split("\r\n");
    expect(csv[1]).toContain(
      "TT-77,border/customs seizure,2026-02-03,false,3,3,9x17mm; 9x19mm,customs seizure; suspected traffickers; three or more firearms,",
    );
    const trail = (await tt.coordinator.send("GET", `/v1/audit-events?targetId=${caseId}`)).json().items;
    const actions = trail.map((event: { action: string }) => event.action);
    expect(actions).toEqual(expect.arrayContaining(["indicator.recorded", "nomination.decided"]));
    const taken = (await tt.coordinator.send("GET", "/v1/audit-events?action=nomination.exported")).json().items;
    expect(taken.map((event: { detail: object }) => event.detail)).toEqual([
      { as: "json", cases: [caseId] },
      { as: "csv", cases: [caseId] },
    ]);
  });

  test("is decided anew by a record that names the old one, and is open again where something new speaks for it", async () => {
    const { caseId } = await enterExhibit(tt.technician);
    expect(await find(caseId)).toBeUndefined();
    const early = await decide(tt.coordinator, caseId, "accepted");
    expect([early.statusCode, early.json().detail]).toEqual([409, expect.stringContaining("Nothing speaks for")]);
    const first = (await code(tt.examiner, caseId, "within 80 km of a border", true)).json();
    const { decision } = (await decide(tt.coordinator, caseId, "declined")).json();
    expect((await find(caseId)).state).toBe("declined");
    expect((await decide(tt.coordinator, caseId, "accepted")).statusCode).toBe(409);
    await code(tt.examiner, caseId, "terrorism", true);
    expect((await find(caseId)).state).toBe("proposed");
    expect((await decide(tt.coordinator, caseId, "accepted", decision.id)).json().state).toBe("accepted");
    expect((await code(tt.examiner, caseId, "within 80 km of a border", false)).statusCode).toBe(409);
    expect((await code(tt.examiner, caseId, "within 80 km of a border", false, first.id)).statusCode).toBe(201);
    const { items } = (await tt.investigator.send("GET", `/v1/cases/${caseId}/ibin-indicators`)).json();
    expect(items.map((item: { holds: boolean }) => item.holds)).toEqual([true, true, false]);
    for (const table of ["case_indicators", "ibin_decisions"]) {
      await expect(api.deps.sql.query(`delete from ${table}`)).rejects.toThrow(/never changed/);
    }
  });

  test("is the own state's, even where the case is released; and its coordinator's", async () => {
    const { caseId } = await enterExhibit(tt.technician, { case: { eventType: "border/customs seizure" } });
    const body = { caseId, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
    await tt.coordinator.send("POST", "/v1/releases", { body });
    for (const person of Object.values(jm) as Person[]) {
      expect((await person.send("GET", `/v1/cases/${caseId}/ibin-indicators`)).statusCode).toBe(404);
      expect([403, 404]).toContain((await code(person, caseId, "terrorism", true)).statusCode);
      expect([403, 404]).toContain((await decide(person, caseId, "accepted")).statusCode);
    }
    expect((await jm.coordinator.send("GET", "/v1/ibin-nominations")).json().items).toEqual([]);
    expect((await code(tt.technician, caseId, "terrorism", true)).statusCode).toBe(403);
    for (const person of [tt.technician, tt.examiner, tt.investigator]) {
      expect((await decide(person, caseId, "accepted")).statusCode).toBe(403);
      for (const path of ["", ".json", ".csv"]) {
        expect((await person.send("GET", `/v1/ibin-nominations${path}`)).statusCode).toBe(403);
      }
    }
  });
});
