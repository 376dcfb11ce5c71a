/** Enrolling, showing and losing a second factor. The authenticator's codes are real ones. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildApp } from "../../src/api/build-app.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";
import { beginFactor, enrolFactor, makeCode } from "./support/second-factor.ts";

let api: TestApp;
let labId: string;
beforeAll(async () => {
  api = await openTestApp();
  labId = await makeLab(api, "TT");
});
afterAll(() => api.close());

const colleague = () => hire(api, "TT", labId, "verifier");
const anyone = (app = api) => sendAs(app, null);
const begin = (person: Person, password = PASSWORD) =>
  anyone()("POST", "/v1/sessions", { body: { email: person.email, password } });
const show = (challenge: string, code: string) =>
  anyone()("POST", "/v1/sessions/second-factor", { body: { challenge, code } });
const ask = async (person: Person) => (await begin(person)).json<{ challenge: string }>().challenge;

describe("an authenticator", () => {
  test("guards the account from when it is confirmed, and its secret is not in the database", async () => {
    const person = await colleague();
    const secret = await beginFactor(person);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect((await begin(person)).statusCode).toBe(201);
    const wrong = await person.send("POST", "/v1/me/second-factor/confirmation", { body: { code: "000000" } });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, "SECOND_FACTOR_FAILED"]);
    const body = { code: makeCode(secret, -1) };
    const confirmed = await person.send("POST", "/v1/me/second-factor/confirmation", { body });
    const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect((await person.send("GET", "/v1/me/second-factor")).json()).toMatchObject({
      required: false,
      enrolledAt: expect.any(String),
      recoveryCodesLeft: 10,
    });
    const stored = JSON.stringify([
      (await api.deps.sql.query("select * from second_factors")).rows,
      (await api.deps.sql.query("select * from recovery_codes")).rows,
      (await api.deps.sql.query("select detail from audit_events")).rows,
      api.lines,
    ]);
    for (const kept of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))]) {
      expect(stored.includes(kept)).toBe(false);
    }
    const again = await person.send("POST", "/v1/me/second-factor", { body: { password: PASSWORD } });
    expect(again.json().code).toBe("CONFLICT");
  });

  test("is begun with the password only", async () => {
    const person = await colleague();
    const answer = await person.send("POST", "/v1/me/second-factor", { body: { password: "not the password" } });
    expect([answer.statusCode, answer.json().code]).toEqual([401, "SIGN_IN_FAILED"]);
  });
});

describe("a sign-in in two steps", () => {
  test("gives no token for the first, and one for the second", async () => {
    const person = await colleague();
    const { secret } = await enrolFactor(person);
    const first = await begin(person);
    expect([first.statusCode, Object.keys(first.json()).sort()]).toEqual([202, ["challenge", "expiresAt"]]);
    const { challenge } = first.json<{ challenge: string }>();
    expect((await sendAs(api, challenge)("GET", "/v1/me")).statusCode).toBe(401);
    const second = await show(challenge, makeCode(secret));
    expect([second.statusCode, second.headers["cache-control"]]).toEqual([201, "no-store"]);
    const mine = sendAs(api, second.json<{ token: string }>().token);
    const sessions = (await mine("GET", "/v1/me/sessions")).json<{
      items: { current: boolean; secondFactor: string }[];
    }>();
    expect(sessions.items.find((session) => session.current)?.secondFactor).toBe("code");
    // The challenge is used up.
    expect((await show(challenge, makeCode(secret, 1))).json().code).toBe("SECOND_FACTOR_FAILED");
  });

  test("takes no code twice, in no process, and none that is older than one that was used", async () => {
    const other = await buildApp(api.service);
    const person = await colleague();
    const { secret } = await enrolFactor(person);
    const challenges = await Promise.all([ask(person), ask(person), ask(person), ask(person)]);
    const code = makeCode(secret);
    const answers = await Promise.all(
      challenges.map((challenge, i) =>
        [api.app, other][i % 2]!.inject({
          method: "POST",
          url: "/v1/sessions/second-factor",
          payload: { challenge, code },
        }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 401, 401, 401]);
    expect((await show(await ask(person), makeCode(secret, -1))).statusCode).toBe(401);
    expect((await show(await ask(person), makeCode(secret, 1))).statusCode).toBe(201);
    await other.close();
  });

  test("takes codes one step away and none two away", async () => {
    // Not at the edge of a step: the service reads the clock a moment later.
    const rest = 30_000 - (Date.now() % 30_000);
    if (rest < 3_000) await new Promise((resolve) => setTimeout(resolve, rest));
    const person = await colleague();
    const { secret } = await enrolFactor(person);
    expect((await show(await ask(person), makeCode(secret, 2))).statusCode).toBe(401);
    expect((await show(await ask(person), makeCode(secret, -2))).statusCode).toBe(401);
    expect((await show(await ask(person), makeCode(secret, 1))).statusCode).toBe(201);
  });

  test("holds who guesses codes, though they have the password", async () => {
    const person = await colleague();
    const { secret } = await enrolFactor(person);
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push((await show(await ask(person), "123456")).json().code);
    expect(codes).toEqual([...Array(5).fill("SECOND_FACTOR_FAILED"), "SIGN_IN_HELD"]);
    expect((await show(await ask(person), makeCode(secret))).statusCode).toBe(429);
  });

  test("ends with a recovery code, each once, however it is written", async () => {
    const person = await colleague();
    const { recoveryCodes } = await enrolFactor(person);
    const [first = "", second = ""] = recoveryCodes;
    expect((await show(await ask(person), first)).statusCode).toBe(201);
    expect((await show(await ask(person), first)).statusCode).toBe(401);
    expect((await show(await ask(person), second.replaceAll("-", " ").toLowerCase())).statusCode).toBe(201);
    expect((await person.send("GET", "/v1/me/second-factor")).json().recoveryCodesLeft).toBe(8);
    const { rows } = await api.deps.sql.query(
      "select detail from audit_events where target_id = $1 and action = 'second_factor.recovered' order by seq",
      [person.id],
    );
    expect(rows.map((row) => row.detail)).toEqual([{ codesLeft: 9 }, { codesLeft: 8 }]);
  });

  test("is not completed with a challenge of somebody else, or after a new password", async () => {
    const [person, other] = [await colleague(), await colleague()];
    const { secret } = await enrolFactor(person);
    await enrolFactor(other);
    expect((await show(await ask(other), makeCode(secret))).statusCode).toBe(401);
    const challenge = await ask(person);
    const body = { currentPassword: PASSWORD, newPassword: "seven geese over the harbour" };
    expect((await person.send("POST", "/v1/me/password", { body })).statusCode).toBe(204);
    expect((await show(challenge, makeCode(secret))).statusCode).toBe(401);
  });
});

describe("removing it", () => {
  test("needs the password and a code, and is recorded", async () => {
    const person = await colleague();
    const { secret } = await enrolFactor(person);
    const remove = (body: object) => person.send("POST", "/v1/me/second-factor/removal", { body });
    expect((await remove({ password: "not the password", code: makeCode(secret) })).statusCode).toBe(401);
    expect((await remove({ password: PASSWORD, code: "000000" })).json().code).toBe("SECOND_FACTOR_FAILED");
    expect((await remove({ password: PASSWORD, code: makeCode(secret) })).statusCode).toBe(204);
    expect((await begin(person)).statusCode).toBe(201);
    const { rows } = await api.deps.sql.query(
      "select action from audit_events where target_id = $1 and action like 'second_factor.%' order by seq",
      [person.id],
    );
    expect(rows.map((row) => row.action)).toEqual(["second_factor.enrolled", "second_factor.removed"]);
  });
});

describe("where the region requires it", () => {
  test("a session without one may only enrol it, and then works", async () => {
    const strict = await openTestApp({ limits: { secondFactorRequired: true } });
    const person = await hire(strict, "TT", await makeLab(strict, "TT"), "verifier", "firearms_examiner");
    expect((await person.send("GET", "/v1/me")).json()).toMatchObject({ id: person.id, mustEnrol: true });
    const closed = strict.app.routeTable.filter(
      ({ method, url, config }) => method === "GET" && url.startsWith("/v1/") && config.access === undefined,
    );
    expect(closed.length).toBeGreaterThan(25);
    for (const { url } of closed) {
      const answer = await person.send("GET", url.replace(/:\w+/g, person.id));
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, "SECOND_FACTOR_REQUIRED"]);
    }
    const { secret } = await enrolFactor(person);
    expect((await person.send("GET", "/v1/linkages")).statusCode).toBe(200);
    const body = { password: PASSWORD, code: makeCode(secret) };
    expect((await person.send("POST", "/v1/me/second-factor/removal", { body })).statusCode).toBe(204);
    expect((await person.send("GET", "/v1/linkages")).json().code).toBe("SECOND_FACTOR_REQUIRED");
    await strict.close();
  });
});
