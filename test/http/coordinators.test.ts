/** A national coordinator manages the own state's people only, and gives nothing above the own role. Walked, not sampled. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ROLES, type Role, STATE_CODES } from "../../src/domain/vocabulary.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, type Person } from "./support/people.ts";

/** Written out by hand: what reaches beyond one state is the region's to give. */
const ABOVE: readonly Role[] = ["regional_coordinator", "auditor"];
const BELOW: readonly Role[] = [
  "lab_technician",
  "firearms_examiner",
  "verifier",
  "investigator",
  "national_coordinator",
];

let api: TestApp;
let labs: { TT: string; BB: string };
let coordinator: Person;
let regional: Person;
beforeAll(async () => {
  api = await openTestApp();
  labs = { TT: await makeLab(api, "TT"), BB: await makeLab(api, "BB") };
  coordinator = await hire(api, "TT", labs.TT, "national_coordinator");
  regional = await hire(api, "BB", labs.BB, "regional_coordinator");
});
afterAll(() => api.close());

const create = (by: Person, given: object) => {
  const body = { state: "TT", labId: null, email: `${randomUUID()}@ribin.example`, name: "Somebody", ...given };
  return by.send("POST", "/v1/accounts", { body });
};
/** Everything that one may do to an account. */
const WAYS: Record<string, (by: Person, id: string) => ReturnType<Person["send"]>> = {
  rename: (by, id) => patch(by, id, { name: "Another Name" }),
  disable: (by, id) => patch(by, id, { disabled: true }),
  "change the roles of": (by, id) => patch(by, id, { roles: ["verifier", "investigator"] }),
  invite: (by, id) => by.send("POST", `/v1/accounts/${id}/invitations`, { body: { removesSecondFactor: true } }),
  unlock: (by, id) => by.send("POST", `/v1/accounts/${id}/unlock`, { body: {} }),
};
const patch = (by: Person, id: string, body: object) =>
  by.send("PATCH", `/v1/accounts/${id}`, { body, headers: { "if-match": 'W/"1"' } });
const readRow = async (id: string) =>
  (
    await api.deps.sql.query("select name, roles, disabled_at, password_hash, version from accounts where id = $1", [
      id,
    ])
  ).rows[0];

test("the two lists of this test are all roles", () => {
  expect([...ABOVE, ...BELOW].sort()).toEqual([...ROLES].sort());
});

describe("a national coordinator", () => {
  test("makes accounts of the own state, and of no other", async () => {
    for (const state of STATE_CODES) {
      const answer = await create(coordinator, { state, roles: ["verifier"] });
      expect([state, answer.statusCode]).toEqual([state, state === "TT" ? 201 : 403]);
    }
    const foreignLab = await create(coordinator, { labId: labs.BB, roles: ["verifier"] });
    expect(foreignLab.statusCode).toBe(400);
  });

  test("gives each role up to the own, alone or among others, and none above it", async () => {
    for (const role of ROLES) {
      const above = ABOVE.includes(role);
      for (const roles of [[role], ["verifier", role], [role, "national_coordinator"]]) {
        const made = await create(coordinator, { roles: [...new Set(roles)] });
        expect([roles, made.statusCode]).toEqual([roles, above ? 403 : 201]);
      }
      const { id } = (await create(coordinator, { roles: ["investigator"] })).json<{ id: string }>();
      expect([role, (await patch(coordinator, id, { roles: [role] })).statusCode]).toEqual([role, above ? 403 : 200]);
    }
  });

  test.each(Object.keys(WAYS))("may %s nobody of another state, and is not told that they exist", async (way) => {
    for (const role of ROLES) {
      const stranger = await hire(api, "BB", labs.BB, role);
      const before = await readRow(stranger.id);
      const answer = await WAYS[way]!(coordinator, stranger.id);
      expect([way, role, answer.statusCode]).toEqual([way, role, 404]);
      const nobody = await WAYS[way]!(coordinator, randomUUID());
      expect(nobody.json().detail).toBe(answer.json().detail);
      expect(await readRow(stranger.id)).toEqual(before);
      expect((await stranger.send("GET", "/v1/me")).statusCode).toBe(200);
    }
  });

  test.each(Object.keys(WAYS))("may %s nobody of the own state whose role is above the own", async (way) => {
    for (const role of ABOVE) {
      const superior = await hire(api, "TT", labs.TT, role, "verifier");
      const before = await readRow(superior.id);
      expect([way, role, (await WAYS[way]!(coordinator, superior.id)).statusCode]).toEqual([way, role, 403]);
      expect(await readRow(superior.id)).toEqual(before);
      // The region may.
      expect((await WAYS[way]!(regional, superior.id)).statusCode).toBeLessThan(300);
    }
  });

  test.each(Object.keys(WAYS))("may %s people of the own state up to the own role", async (way) => {
    for (const role of BELOW) {
      const colleague = await hire(api, "TT", labs.TT, role);
      expect([way, role, (await WAYS[way]!(coordinator, colleague.id)).statusCode < 300]).toEqual([way, role, true]);
    }
  });

  test("raises themselves by no way", async () => {
    const me = await hire(api, "TT", labs.TT, "national_coordinator");
    for (const role of ROLES.filter((one) => one !== "national_coordinator")) {
      expect((await patch(me, me.id, { roles: ["national_coordinator", role] })).statusCode).toBe(403);
    }
    expect((await WAYS.invite!(me, me.id)).statusCode).toBe(403);
    expect((await WAYS.unlock!(me, me.id)).statusCode).toBe(403);
  });

  test("sees the own state's people only", async () => {
    const { items } = (await coordinator.send("GET", "/v1/accounts?limit=200")).json<{
      items: { ownerState: string }[];
    }>();
    expect(items.length).toBeGreaterThan(10);
    expect(new Set(items.map((item) => item.ownerState))).toEqual(new Set(["TT"]));
    expect((await coordinator.send("GET", "/v1/accounts?state=BB")).statusCode).toBe(404);
  });
});

test("people without a coordinator's role may do nothing to anybody", async () => {
  const target = await hire(api, "TT", labs.TT, "verifier");
  for (const role of ROLES.filter((one) => !one.endsWith("coordinator"))) {
    const person = await hire(api, "TT", labs.TT, role);
    expect([role, (await create(person, { roles: ["verifier"] })).statusCode]).toEqual([role, 403]);
    for (const [way, act] of Object.entries(WAYS)) {
      expect([role, way, (await act(person, target.id)).statusCode]).toEqual([role, way, 403]);
    }
  }
});
