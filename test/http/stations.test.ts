/** A station's token: narrow, for a time, revocable, shown once. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EvidenceWorld, hireStaff, makeWorld, type Staff, uploadScan } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let tt: Staff;
let late = 0;
beforeAll(async () => {
  api = await openTestApp({ deps: { clock: { now: () => new Date(Date.now() + late) } } });
  world = await makeWorld(api);
  tt = world.tt;
});
afterAll(() => api.close());

async function register(scope: object = {}, by = tt.coordinator) {
  const body = { labId: by.labId, name: randomUUID(), ...scope };
  const answer = await by.send("POST", "/v1/stations", { body });
  const made = answer.json<{ id: string; token: string; expiresAt: string }>();
  const station: Person = { ...tt.technician, ...made, send: sendAs(api, made.token) };
  return { answer, made, station };
}

describe("a station's token", () => {
  test("is shown once, and only its hash is kept", async () => {
    const { made } = await register();
    expect(made.token).toMatch(/^rbt_[A-Za-z0-9_-]{43}$/);
    const { rows } = await api.deps.sql.query("select * from stations");
    expect(JSON.stringify(rows)).not.toContain(made.token);
    expect((await tt.coordinator.send("GET", "/v1/stations?limit=200")).body).not.toContain("rbt_");
  });

  test("ends with its time, a year if nothing is said and two at most", async () => {
    const days = (text: string) => Math.round((Date.parse(text) - Date.now() - late) / 86_400_000);
    expect(days((await register()).made.expiresAt)).toBe(365);
    const { station, made } = await register({ expiresInDays: 2 });
    expect(days(made.expiresAt)).toBe(2);
    expect((await station.send("GET", "/v1/me")).statusCode).toBe(200);
    late = 2 * 86_400_000 + 1_000;
    expect((await station.send("GET", "/v1/me")).statusCode).toBe(401);
    late = 0;
    const { answer } = await register({ expiresInDays: 731 });
    expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "expiresInDays"]);
  });

  test("is refused at once when it is revoked, and both are in the audit trail with its scope", async () => {
    const { station, made } = await register({ allowedActions: ["exhibit.read"] });
    expect((await tt.coordinator.send("DELETE", `/v1/stations/${made.id}`)).statusCode).toBe(200);
    expect((await station.send("GET", "/v1/me")).statusCode).toBe(401);
    const { rows } = await api.deps.sql.query(
      "select action, detail from audit_events where target_id = $1 order by seq",
      [made.id],
    );
    expect(rows.map((row) => row.action)).toEqual(["station.created", "station.revoked"]);
    expect(rows[0]?.detail).toMatchObject({ allowedActions: ["exhibit.read"], allowedExhibitTypes: null });
  });

  test("uploads only where its scope has the action, and the exhibit's type", async () => {
    const { exhibitId } = await enterExhibit(tt.technician);
    const reader = await register({ allowedActions: ["exhibit.read", "case.read"] });
    expect((await reader.station.send("GET", `/v1/exhibits/${exhibitId}`)).statusCode).toBe(200);
    expect((await uploadScan(api, reader.station, exhibitId)).statusCode).toBe(403);
    const uploader = await register({ allowedActions: ["acquisition.create", "exhibit.read"] });
    const uploaded = await uploadScan(api, uploader.station, exhibitId);
    expect(uploaded.statusCode).toBe(201);
    expect((await uploader.station.send("GET", `/v1/acquisitions/${uploaded.json().id}`)).statusCode).toBe(403);
    const bullets = await register({ allowedExhibitTypes: ["bullet"] });
    expect((await uploadScan(api, bullets.station, exhibitId)).statusCode).toBe(403);
    expect((await bullets.station.send("GET", `/v1/exhibits/${exhibitId}`)).statusCode).toBe(403);
    const cases = await register({ allowedExhibitTypes: ["cartridge case"] });
    expect((await uploadScan(api, cases.station, exhibitId)).statusCode).toBe(201);
  });

  test("reads no case and no acquisition of another lab of its state", async () => {
    const other = await hireStaff(api, "TT");
    const { station } = await register();
    const theirs = await register({}, other.coordinator);
    const { caseId } = await enterExhibit(tt.technician);
    expect((await station.send("GET", `/v1/cases/${caseId}`)).statusCode).toBe(200);
    expect((await theirs.station.send("GET", `/v1/cases/${caseId}`)).statusCode).toBe(403);
    const acquisition = `/v1/acquisitions/${world.left.acquisitionId}`;
    expect((await station.send("GET", acquisition)).statusCode).toBe(200);
    expect((await theirs.station.send("GET", acquisition)).statusCode).toBe(403);
  });

  test("has no scope that makes no sense, and none beyond what stations may do", async () => {
    for (const [scope, field] of [
      [{ allowedActions: ["acquisition.create"] }, "allowedActions"],
      [{ allowedActions: ["linkage.read"] }, "allowedActions.0"],
      [{ allowedActions: [] }, "allowedActions"],
      [{ allowedExhibitTypes: ["person"] }, "allowedExhibitTypes.0"],
    ] as const) {
      const { answer } = await register(scope);
      expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, field]);
    }
  });

  test("says when it was used last", async () => {
    const { station, made } = await register();
    const find = async () =>
      (await tt.coordinator.send("GET", "/v1/stations?limit=200"))
        .json<{ items: { id: string; lastUsedAt: string | null }[] }>()
        .items.find((row) => row.id === made.id)?.lastUsedAt;
    expect(await find()).toBeNull();
    await station.send("GET", "/v1/me");
    expect(Date.now() - Date.parse(String(await find()))).toBeLessThan(60_000);
  });

  test("is no person's: nobody else's coordinator makes or revokes it", async () => {
    const { made } = await register();
    const body = { labId: tt.technician.labId, name: randomUUID() };
    expect((await world.jm.coordinator.send("POST", "/v1/stations", { body })).statusCode).toBe(403);
    expect((await world.jm.coordinator.send("DELETE", `/v1/stations/${made.id}`)).statusCode).toBe(404);
    expect((await tt.examiner.send("POST", "/v1/stations", { body })).statusCode).toBe(403);
  });
});
