/** Whoever makes an account, or resets one, never knows its password; and that they did it cannot be hidden. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Role } from "../../src/domain/vocabulary.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";
import { enrolFactor, makeCode } from "./support/second-factor.ts";

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

const anyone = () => sendAs(api, null);
const make = async (roles: readonly Role[] = ["verifier"], by = coordinator) => {
  const email = `${randomUUID()}@ribin.example`;
  const body = { state: by.state, labId: by.labId, email, name: "Ana María Pérez", roles };
  const made = await by.send("POST", "/v1/accounts", { body });
  return { email, status: made.statusCode, ...made.json<{ id: string; invitationToken: string }>() };
};
const accept = (token: string, password = PASSWORD) =>
  anyone()("POST", "/v1/invitations/acceptance", { body: { token, password } });
const signIn = (email: string, password = PASSWORD) => anyone()("POST", "/v1/sessions", { body: { email, password } });
const invite = (id: string, by = coordinator, body: object = {}) =>
  by.send("POST", `/v1/accounts/${id}/invitations`, { body });
const eventsOf = async (id: string) =>
  (
    await api.deps.sql.query("select action, actor_id, detail from audit_events where target_id = $1 order by seq", [
      id,
    ])
  ).rows;

describe("an invitation", () => {
  test("lets the person set a password that nobody else ever saw, once", async () => {
    const made = await make();
    expect(made.invitationToken).toMatch(/^rbi_[A-Za-z0-9_-]{43}$/);
    expect((await signIn(made.email)).json().code).toBe("SIGN_IN_FAILED");
    const accepted = await accept(made.invitationToken);
    expect([accepted.statusCode, accepted.json().id, accepted.body.includes("argon2")]).toEqual([200, made.id, false]);
    expect((await signIn(made.email)).statusCode).toBe(201);
    const again = await accept(made.invitationToken, "another password entirely");
    expect([again.statusCode, again.json().code]).toEqual([403, "INVITATION_INVALID"]);
    expect((await signIn(made.email)).statusCode).toBe(201);
    const { rows } = await api.deps.sql.query("select token_hash from invitations");
    expect(JSON.stringify(rows)).not.toContain(made.invitationToken);
    expect((await eventsOf(made.id)).map((event) => [event.action, event.actor_id])).toEqual([
      ["account.created", coordinator.id],
      ["account.invited", coordinator.id],
      ["session.failed", "system"],
      ["invitation.accepted", made.id],
      ["invitation.refused", "system"],
    ]);
  });

  test("says the same of a token that is unknown, expired, replaced or of a disabled account", async () => {
    const said = new Set<string>();
    const refuse = async (token: string) => {
      const answer = await accept(token);
      expect([answer.statusCode, answer.json().code]).toEqual([403, "INVITATION_INVALID"]);
      said.add(answer.json().detail);
    };
    await refuse(`rbi_${"A".repeat(43)}`);
    const old = await make();
    late = 73 * 3_600_000;
    await refuse(old.invitationToken);
    late = 0;
    const replaced = await make();
    const newer = await invite(replaced.id);
    await refuse(replaced.invitationToken);
    expect((await accept(newer.json().invitationToken)).statusCode).toBe(200);
    const disabled = await make();
    const headers = { "if-match": 'W/"1"' };
    await coordinator.send("PATCH", `/v1/accounts/${disabled.id}`, { body: { disabled: true }, headers });
    await refuse(disabled.invitationToken);
    expect((await invite(disabled.id)).json().code).toBe("CONFLICT");
    expect(said.size).toBe(1);
    expect((await eventsOf(old.id)).at(-1)).toMatchObject({ detail: { reason: "expired" } });
  });

  test("stays open where the password cannot be used, which is said with the field and the remedy", async () => {
    const made = await make();
    for (const [password, words] of [
      ["too short", /at least 15/],
      ["passwordpassword", /many people/],
      ["María Pérez 1987", /your name/],
      ["aaaaaaaaaaaaaaaaaa", /pattern/],
    ] as const) {
      const answer = await accept(made.invitationToken, password);
      expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "password"]);
      expect(answer.json().errors[0].message).toMatch(words);
      expect(answer.body).not.toContain(password);
    }
    expect((await accept(made.invitationToken)).statusCode).toBe(200);
  });

  test("is accepted by one of two at once", async () => {
    const made = await make();
    const answers = await Promise.all([
      accept(made.invitationToken, "the first of two passwords"),
      accept(made.invitationToken, "the other of two passwords"),
    ]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 403]);
  });

  test("needs the role, the own state, and another person", async () => {
    const made = await make();
    const examiner = await hire(api, "TT", labId, "firearms_examiner");
    const stranger = await hire(api, "BB", await makeLab(api, "BB"), "national_coordinator");
    expect((await invite(made.id, examiner)).statusCode).toBe(403);
    expect((await invite(made.id, stranger)).statusCode).toBe(404);
    expect((await invite(coordinator.id)).json().code).toBe("FORBIDDEN");
    const auditor = await hire(api, "TT", labId, "auditor");
    expect((await invite(auditor.id)).json().code).toBe("FORBIDDEN");
  });
});

describe("an invitation that is open ends", () => {
  const change = (id: string, body: object, by: Person) =>
    by.send("PATCH", `/v1/accounts/${id}`, { body, headers: { "if-match": 'W/"1"' } });

  test("when its account rises above who issued it: the token would else be that role's", async () => {
    const regional = await hire(api, "TT", labId, "regional_coordinator");
    const made = await make();
    const person = await hire(api, "TT", labId, "verifier");
    const reset = (await invite(person.id)).json<{ invitationToken: string }>();
    for (const id of [made.id, person.id]) {
      expect((await change(id, { roles: ["regional_coordinator"] }, regional)).statusCode).toBe(200);
    }
    for (const token of [made.invitationToken, reset.invitationToken]) {
      expect((await accept(token)).json().code).toBe("INVITATION_INVALID");
    }
    expect((await signIn(person.email)).statusCode).toBe(201);
  });

  test.each([
    ["is disabled", { disabled: true }],
    ["loses the role", { roles: ["verifier"] }],
  ])("when who issued it %s", async (_what, body) => {
    const boss = await hire(api, "TT", labId, "national_coordinator");
    const made = await make(["verifier"], boss);
    expect((await change(boss.id, body, coordinator)).statusCode).toBe(200);
    expect((await accept(made.invitationToken)).json().code).toBe("INVITATION_INVALID");
    const anew = (await invite(made.id)).json<{ invitationToken: string }>();
    expect((await accept(anew.invitationToken)).statusCode).toBe(200);
  });

  test("but not when a role within the state is added", async () => {
    const made = await make();
    expect((await change(made.id, { roles: ["verifier", "firearms_examiner"] }, coordinator)).statusCode).toBe(200);
    expect((await accept(made.invitationToken)).statusCode).toBe(200);
  });
});

describe("a reset", () => {
  test("changes nothing until it is accepted, then ends sessions, and names who issued it", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const reset = await invite(person.id);
    expect((await person.send("GET", "/v1/me")).statusCode).toBe(200);
    expect((await signIn(person.email)).statusCode).toBe(201);
    await accept(reset.json().invitationToken, "seven geese over the harbour");
    expect((await person.send("GET", "/v1/me")).statusCode).toBe(401);
    expect((await signIn(person.email)).statusCode).toBe(401);
    expect((await signIn(person.email, "seven geese over the harbour")).statusCode).toBe(201);
    const events = await eventsOf(person.id);
    expect(events.find((event) => event.action === "account.invited")).toMatchObject({
      actor_id: coordinator.id,
      detail: { purpose: "reset", removesSecondFactor: false },
    });
    expect(events.find((event) => event.action === "invitation.accepted")).toMatchObject({
      detail: { purpose: "reset", issuedBy: coordinator.id, sessionsEnded: 2 },
    });
  });

  test("leaves the second factor alone, unless it was lost too", async () => {
    const person = await hire(api, "TT", labId, "verifier");
    const { secret } = await enrolFactor(person);
    await accept((await invite(person.id)).json().invitationToken);
    const asked = await signIn(person.email);
    expect([asked.statusCode, asked.json().challenge]).toEqual([202, expect.stringMatching(/^rbc_/)]);
    const body = { challenge: asked.json().challenge, code: makeCode(secret) };
    expect((await anyone()("POST", "/v1/sessions/second-factor", { body })).statusCode).toBe(201);
    const lost = await invite(person.id, coordinator, { removesSecondFactor: true });
    await accept(lost.json().invitationToken);
    expect((await signIn(person.email)).statusCode).toBe(201);
    expect((await eventsOf(person.id)).find((event) => event.action === "second_factor.removed")).toMatchObject({
      detail: { by: "invitation", issuedBy: coordinator.id },
    });
  });
});
