/** Guessing is slowed down, tells nothing, and locks nobody out for good. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildApp } from "../../src/api/build-app.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person } from "./support/people.ts";

let api: TestApp;
let labId: string;
let coordinator: Person;
let time = Date.now();
beforeAll(async () => {
  api = await openTestApp({ deps: { clock: { now: () => new Date(time) } } });
  labId = await makeLab(api, "TT");
  coordinator = await hire(api, "TT", labId, "national_coordinator");
});
afterAll(() => api.close());

const signIn = (email: string, password: string, remoteAddress = "198.51.100.7") =>
  api.app.inject({ method: "POST", url: "/v1/sessions", payload: { email, password }, remoteAddress });
const guess = async (email: string, times: number) => {
  const answers = [];
  for (let i = 0; i < times; i++) answers.push(await signIn(email, `guess number ${i}`));
  return answers;
};
const eventsOf = async (targetId: string) => {
  const { rows } = await api.deps.sql.query(
    "select action, detail, actor_id from audit_events where target_id = $1 order by seq",
    [targetId],
  );
  return rows;
};

describe("after five failures", () => {
  test("a known and an unknown address are held alike, in every word and header", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const known = await guess(person.email, 7);
    const unknown = await guess("nobody.at.all@ribin.example", 7);
    const said = (answers: typeof known) =>
      answers.map((answer) => [
        answer.statusCode,
        answer.headers["retry-after"],
        { ...answer.json<object>(), instance: "" },
        Object.keys(answer.headers).sort(),
      ]);
    expect(said(known)).toEqual(said(unknown));
    expect(known.map((answer) => answer.json().code)).toEqual([
      ...Array(5).fill("SIGN_IN_FAILED"),
      ...Array(2).fill("SIGN_IN_HELD"),
    ]);
    expect(known.at(-1)?.headers["retry-after"]).toBe("30");
    // Held is held, also with the right password: the answer would else tell which one is right.
    expect((await signIn(person.email, PASSWORD)).json().code).toBe("SIGN_IN_HELD");
    const events = await eventsOf(person.id);
    expect(events.filter((event) => event.action === "session.failed")).toHaveLength(5);
    expect(events.filter((event) => event.action === "session.held").map((event) => event.detail)).toEqual([
      { what: "password", tries: 5, seconds: 30 },
    ]);
    time += 31_000;
    expect((await signIn(person.email, PASSWORD)).statusCode).toBe(201);
    expect((await guess(person.email, 1))[0]?.json().code).toBe("SIGN_IN_FAILED");
  });

  test("another spelling of the address that the database takes for the same is no way around the hold", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const email = `kirill.${person.email}`;
    await api.deps.sql.query("update accounts set email = $2 where id = $1", [person.id, email]);
    const spelt = [email.toUpperCase(), email.replace("i", "\u0130"), email.replace("ri", "r\u0130")];
    for (const other of spelt) expect((await signIn(other, "a guess")).json().code).toBe("SIGN_IN_FAILED");
    // The first is the person's, and counts for them; by the others nobody signs in.
    expect((await signIn(spelt[0]!, PASSWORD)).statusCode).toBe(201);
    for (const other of spelt.slice(1)) expect((await signIn(other, PASSWORD)).json().code).toBe("SIGN_IN_FAILED");
    expect((await eventsOf(person.id)).filter((event) => event.action === "session.failed")).toHaveLength(1);
  });

  test("who signs in from where they worked before is not held by guesses from elsewhere", async () => {
    const person = await hire(api, "TT", labId, "national_coordinator");
    const lab = "203.0.113.5";
    expect((await signIn(person.email, PASSWORD, lab)).statusCode).toBe(201);
    // An attacker who never stops, for a day.
    for (let hour = 0; hour < 24; hour++) {
      await guess(person.email, 3);
      time += 3_600_000;
    }
    await guess(person.email, 1);
    expect((await signIn(person.email, PASSWORD, "192.0.2.1")).json().code).toBe("SIGN_IN_HELD");
    expect((await signIn(person.email, PASSWORD, lab)).statusCode).toBe(201);
    // And what the person does there opens nothing for the attacker.
    expect((await guess(person.email, 1))[0]?.json().code).toBe("SIGN_IN_HELD");
  });

  test("a coordinator of the own state ends the wait, and that is recorded", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const boss = await hire(api, "TT", labId, "national_coordinator");
    await guess(person.email, 6);
    const url = `/v1/accounts/${person.id}/unlock`;
    const stranger = await hire(api, "BB", await makeLab(api, "BB"), "national_coordinator");
    expect((await stranger.send("POST", url, { body: {} })).statusCode).toBe(404);
    expect((await person.send("POST", url, { body: {} })).statusCode).toBe(403);
    expect((await signIn(person.email, PASSWORD)).statusCode).toBe(429);
    expect((await boss.send("POST", url, { body: {} })).json()).toEqual({ held: true });
    expect((await signIn(person.email, PASSWORD)).statusCode).toBe(201);
    expect(await eventsOf(person.id)).toContainEqual({
      action: "account.unlocked",
      detail: { held: true },
      actor_id: boss.id,
    });
  });

  test("another process of the service holds it as well, and many at once get no more tries", async () => {
    const other = await buildApp(api.service);
    const person = await hire(api, "TT", labId, "verifier");
    const apps = [api.app, other];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        apps[i % 2]!.inject({
          method: "POST",
          url: "/v1/sessions",
          payload: { email: person.email, password: `guess ${i}` },
          remoteAddress: "198.51.100.9",
        }),
      ),
    );
    const codes = answers.map((answer) => answer.json().code);
    expect(codes.filter((code) => code === "SIGN_IN_FAILED")).toHaveLength(5);
    expect(codes.filter((code) => code === "SIGN_IN_HELD")).toHaveLength(25);
    await other.close();
  });
});

test("the database holds no address that somebody tried", async () => {
  await guess("a.private.address@ribin.example", 2);
  const { rows } = await api.deps.sql.query("select subject, place from sign_in_tries");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("@");
  expect(coordinator.state).toBe("TT");
});
