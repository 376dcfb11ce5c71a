/** Sessions end: with their time, when nobody uses them, when their person says so, and when the person's access changes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let labId: string;
let coordinator: Person;
let late = 0;
beforeAll(async () => {
  api = await openTestApp({ deps: { clock: { now: () => new Date(Date.now() + late) } } });
  labId = await makeLab(api, "TT");
  coordinator = await hire(api, "TT", labId, "national_coordinator");
});
afterAll(() => api.close());

const minutes = (count: number) => {
  late += count * 60_000;
};
const signIn = async (person: Person, password = PASSWORD) => {
  const headers = { "user-agent": "Workbench 1.0" };
  const body = { email: person.email, password };
  const { token } = (await sendAs(api, null)("POST", "/v1/sessions", { body, headers })).json<{ token: string }>();
  return sendAs(api, token);
};
const isOpen = async (send: Person["send"]) => (await send("GET", "/v1/me")).statusCode === 200;
interface Listed {
  readonly id: string;
  readonly current: boolean;
}
const list = async (send: Person["send"]) => (await send("GET", "/v1/me/sessions")).json<{ items: Listed[] }>().items;

describe("a session ends", () => {
  test("an hour after its last request, and twelve after it was opened", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const idle = await signIn(person);
    for (let i = 0; i < 13; i++) {
      minutes(55);
      if (i === 0) expect(await isOpen(idle)).toBe(true);
      expect(await isOpen(person.send)).toBe(true);
    }
    expect(await isOpen(idle)).toBe(false);
    minutes(55);
    expect(await isOpen(person.send)).toBe(false);
  });

  test("not while it is used, however short the time without a request may be", async () => {
    const brief = await openTestApp({
      limits: { sessionIdleMinutes: 1 },
      deps: { clock: { now: () => new Date(Date.now() + late) } },
    });
    const person = await hire(brief, "TT", await makeLab(brief, "TT"), "verifier");
    for (let i = 0; i < 6; i++) {
      minutes(1 / 3);
      expect([i, await isOpen(person.send)]).toEqual([i, true]);
    }
    minutes(1.1);
    expect(await isOpen(person.send)).toBe(false);
    await brief.close();
  });

  test("when its person ends it, who sees all of theirs and nobody else's", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const other = await signIn(person);
    const sessions = await list(other);
    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({
      current: true,
      method: "password",
      secondFactor: null,
      address: "127.0.0.1",
      client: "Workbench 1.0",
    });
    expect(JSON.stringify(sessions)).not.toMatch(/token|hash/i);
    const first = sessions[1]!.id;
    const stranger = await hire(api, "TT", labId, "verifier");
    expect((await stranger.send("DELETE", `/v1/me/sessions/${first}`)).statusCode).toBe(404);
    expect(await isOpen(person.send)).toBe(true);
    expect((await other("DELETE", `/v1/me/sessions/${first}`)).statusCode).toBe(204);
    expect([await isOpen(person.send), await isOpen(other)]).toEqual([false, true]);
    expect((await other("DELETE", `/v1/me/sessions/${first}`)).statusCode).toBe(404);
    expect(await list(other)).toHaveLength(1);
  });

  test("when its person changes the password elsewhere", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const other = await signIn(person);
    const change = (currentPassword: string, newPassword: string) =>
      person.send("POST", "/v1/me/password", { body: { currentPassword, newPassword } });
    expect((await change("not the password", "seven geese over the harbour")).json().code).toBe("SIGN_IN_FAILED");
    expect((await change(PASSWORD, "short")).json().errors[0].field).toBe("newPassword");
    expect(await isOpen(other)).toBe(true);
    expect((await change(PASSWORD, "seven geese over the harbour")).statusCode).toBe(204);
    expect([await isOpen(person.send), await isOpen(other)]).toEqual([true, false]);
    expect(await isOpen(await signIn(person))).toBe(false);
    expect(await isOpen(await signIn(person, "seven geese over the harbour"))).toBe(true);
    const { rows } = await api.deps.sql.query(
      "select detail from audit_events where target_id = $1 and action = 'account.password_changed'",
      [person.id],
    );
    expect(rows).toEqual([{ detail: { sessionsEnded: 1 } }]);
  });

  test("when the person's roles change or the account is disabled, and not when only the name does", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const url = `/v1/accounts/${person.id}`;
    const patch = (body: object, version: number) =>
      coordinator.send("PATCH", url, { body, headers: { "if-match": `W/"${version}"` } });
    const boss = await signIn(coordinator);
    const change = (body: object, version: number) =>
      boss("PATCH", url, { body, headers: { "if-match": `W/"${version}"` } });
    await change({ name: "Another Name" }, 1);
    expect(await isOpen(person.send)).toBe(true);
    await change({ roles: ["verifier", "firearms_examiner"] }, 2);
    expect(await isOpen(person.send)).toBe(false);
    const again = await signIn(person);
    await change({ disabled: true }, 3);
    expect(await isOpen(again)).toBe(false);
    await change({ disabled: false }, 4);
    expect(await isOpen(again)).toBe(false);
    expect((await patch({ name: "x" }, 5)).statusCode).toBe(401);
  });
});

test("guessing the current password from an open session is held as well", async () => {
  const person = await hire(api, "TT", labId, "verifier");
  const codes: string[] = [];
  for (let i = 0; i < 6; i++) {
    const body = { currentPassword: `guess ${i}`, newPassword: "seven geese over the harbour" };
    codes.push((await person.send("POST", "/v1/me/password", { body })).json().code);
  }
  expect(codes).toEqual([...Array(5).fill("SIGN_IN_FAILED"), "SIGN_IN_HELD"]);
});

test("a station has no sessions, password or second factor", async () => {
  const boss = await hire(api, "TT", labId, "national_coordinator");
  const body = { labId, name: "Microscope" };
  const { token } = (await boss.send("POST", "/v1/stations", { body })).json<{ token: string }>();
  const station = sendAs(api, token);
  expect((await station("GET", "/v1/me/sessions")).statusCode).toBe(403);
  expect((await station("GET", "/v1/me/second-factor")).statusCode).toBe(403);
  const change = { currentPassword: PASSWORD, newPassword: "seven geese over the harbour" };
  expect((await station("POST", "/v1/me/password", { body: change })).statusCode).toBe(403);
});
