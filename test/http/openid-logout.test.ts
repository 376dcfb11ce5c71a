/** OpenID Connect Back-Channel Logout 1.0 with a real provider on the loopback: what it ends, and everything that must end nothing. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import type { OpenIdBrowser } from "./support/openid-browser.ts";
import { CLIENT } from "./support/openid-server.ts";
import { makeLogin, type OpenIdWorld, openOpenIdWorld } from "./support/openid-world.ts";
import { PASSWORD, sendAs } from "./support/people.ts";
import { enrolFactor, makeCode } from "./support/second-factor.ts";

const EVENTS = { "http://schemas.openid.net/event/backchannel-logout": {} };
const ADDRESS = "/v1/openid/police/back-channel-logout";
let world: OpenIdWorld;
/** Where the provider reaches the service: a real connection, as it makes it. */
let served: string;
beforeAll(async () => {
  world = await openOpenIdWorld();
  served = await world.api.app.listen({ host: "127.0.0.1", port: 0 });
  await world.police.tellOfLogouts(`${served}${ADDRESS}`, "sid");
});
afterAll(() => world.close());

const seconds = (away = 0) => Math.floor(Date.now() / 1_000) + away;
/** What a right logout token says; of a moment ago, for moments are seconds and whoever signs in in the same one is signed out. */
const claimsOf = (given: JWTPayload): JWTPayload => ({
  iss: world.police.issuer,
  aud: CLIENT.clientId,
  iat: seconds(-2),
  exp: seconds(120),
  jti: randomUUID(),
  events: EVENTS,
  ...given,
});
const without = (claims: JWTPayload, name: string) => ({ ...claims, [name]: undefined });
function send(token: string, address = ADDRESS) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const payload = new URLSearchParams({ logout_token: token }).toString();
  return world.api.app.inject({ method: "POST", url: address, headers, payload });
}
const stands = async (token: string) => (await sendAs(world.api, token)("GET", "/v1/me")).statusCode;
const eventsOf = async (id: string, action: string) =>
  (
    await world.api.deps.sql.query(
      "select actor_kind, owner_states, detail from audit_events where target_id = $1 and action = $2 order by seq",
      [id, action],
    )
  ).rows;
const tokenOf = async (...given: Parameters<OpenIdWorld["signIn"]>) => {
  const answer = await world.signIn(...given);
  expect(answer.statusCode).toBe(201);
  return answer.json<{ token: string }>().token;
};

describe("a sign-out at the provider", () => {
  test("ends the session that hangs on it, and no other one of the person's", async () => {
    const login = makeLogin();
    const { id, email } = await world.linkNew(login);
    const [desk, phone]: OpenIdBrowser[] = [new Map(), new Map()];
    const answer = await world.signIn(login, { browser: desk! });
    const atDesk = answer.json<{ token: string; providerSignOutUrl: string }>();
    const onPhone = await tokenOf(login, { browser: phone! });
    const invited = await world.coordinator.send("POST", `/v1/accounts/${id}/invitations`, { body: {} });
    const anyone = sendAs(world.api, null);
    expect([await stands(atDesk.token), await stands(onPhone)]).toEqual([200, 200]);
    // The browser goes where the sign-in said that it signs out at the provider too.
    await world.police.signOut(atDesk.providerSignOutUrl, desk!);
    expect([await stands(atDesk.token), await stands(onPhone)]).toEqual([401, 200]);
    expect(await eventsOf(id, "session.revoked")).toEqual([
      { actor_kind: "system", owner_states: ["TT"], detail: { by: "provider", provider: "police", sessionsEnded: 1 } },
    ]);
    // What was opened with a password is not the provider's to end.
    await anyone("POST", "/v1/invitations/acceptance", {
      body: { token: invited.json().invitationToken, password: PASSWORD },
    });
    const byPassword = (await anyone("POST", "/v1/sessions", { body: { email, password: PASSWORD } })).json().token;
    const again = await tokenOf(login);
    expect((await send(await world.police.sign(claimsOf({ sub: login.accountId })))).statusCode).toBe(200);
    expect([await stands(again), await stands(byPassword)]).toEqual([401, 200]);
  });

  test("of a provider that names no session ends all of the person's, and nobody else's", async () => {
    await world.police.tellOfLogouts(`${served}${ADDRESS}`, "sub");
    const [login, another] = [makeLogin(), makeLogin()];
    await world.linkNew(login);
    await world.linkNew(another);
    const browser: OpenIdBrowser = new Map();
    const answer = await world.signIn(login, { browser });
    const tokens = [answer.json().token, await tokenOf(login)];
    const theirs = await tokenOf(another);
    await world.police.signOut(answer.json().providerSignOutUrl, browser);
    expect(await Promise.all([...tokens, theirs].map(stands))).toEqual([401, 401, 200]);
    await world.police.tellOfLogouts(`${served}${ADDRESS}`, "sid");
  });

  test("is known by new keys at once, and by old ones no more", async () => {
    const login = makeLogin();
    await world.linkNew(login);
    const [first, second] = [await tokenOf(login), await tokenOf(login)];
    const old = await world.police.sign(claimsOf({ sub: login.accountId }));
    expect((await send(await world.police.sign(claimsOf({ sub: makeLogin().accountId })))).statusCode).toBe(200);
    await world.police.rotateKeys();
    const fresh = await world.police.sign(claimsOf({ sub: login.accountId }));
    expect((await send(fresh)).statusCode).toBe(200);
    expect([await stands(first), await stands(second)]).toEqual([401, 401]);
    expect((await send(old)).json().code).toBe("LOGOUT_TOKEN_REFUSED");
  });

  test("ends a sign-in that waits for its second factor, and one that is at the provider", async () => {
    const login = makeLogin();
    const { id, email } = await world.linkNew(login);
    const anyone = sendAs(world.api, null);
    const begun = (await anyone("POST", "/v1/sessions/openid", { body: { provider: "police" } })).json();
    const callbackUrl = await world.police.browse(begun.authorizationUrl, login);
    const invited = await world.coordinator.send("POST", `/v1/accounts/${id}/invitations`, { body: {} });
    await anyone("POST", "/v1/invitations/acceptance", {
      body: { token: invited.json().invitationToken, password: PASSWORD },
    });
    const { token } = (await anyone("POST", "/v1/sessions", { body: { email, password: PASSWORD } })).json();
    const person = { ...world.coordinator, id, email, token, send: sendAs(world.api, token) };
    const { secret } = await enrolFactor(person);
    const asked = await world.signIn(login);
    expect(asked.statusCode).toBe(202);
    // By the provider's clock it ends after whatever the provider says in this minute.
    const logout = claimsOf({ sub: login.accountId, iat: seconds(30) });
    expect((await send(await world.police.sign(logout))).statusCode).toBe(200);
    const body = { challenge: asked.json().challenge, code: makeCode(secret) };
    expect((await anyone("POST", "/v1/sessions/second-factor", { body })).json().code).toBe("SECOND_FACTOR_FAILED");
    const late = await anyone("POST", "/v1/sessions/openid/completion", { body: { flow: begun.flow, callbackUrl } });
    expect([late.statusCode, late.json().code]).toEqual([401, "PROVIDER_SIGN_IN_FAILED"]);
  });
});

describe("a logout token", () => {
  const login = makeLogin();
  let id: string;
  beforeAll(async () => {
    ({ id } = await world.linkNew(login));
  });

  test("counts once; that it came again is recorded", async () => {
    const token = await world.police.sign(claimsOf({ sub: login.accountId }));
    expect((await send(token)).statusCode).toBe(200);
    const again = await tokenOf(login);
    const answer = await send(token);
    expect([answer.statusCode, answer.json().code, await stands(again)]).toEqual([400, "LOGOUT_TOKEN_REFUSED", 200]);
    expect((await eventsOf("unknown", "identity.logout_refused")).at(-1)).toEqual({
      actor_kind: "system",
      owner_states: ["TT"],
      detail: { provider: "police", reason: "replayed" },
    });
    expect((await eventsOf(id, "session.revoked")).length).toBeLessThan(2);
  });
  const sub = login.accountId;
  const WRONG: readonly (readonly [string, () => Promise<string>])[] = [
    ["of another issuer", () => world.police.sign(claimsOf({ sub, iss: world.other.issuer }))],
    ["for another client", () => world.police.sign(claimsOf({ sub, aud: "another" }))],
    ["without its event", () => world.police.sign(without(claimsOf({ sub }), "events"))],
    ["of another event", () => world.police.sign(claimsOf({ sub, events: { "urn:another": {} } }))],
    [
      "whose event is no object",
      () => world.police.sign(claimsOf({ sub, events: { [Object.keys(EVENTS)[0]!]: true } })),
    ],
    ["with a nonce, as an ID token has", () => world.police.sign(claimsOf({ sub, nonce: "n" }))],
    ["of nobody and no session", () => world.police.sign(claimsOf({}))],
    ["that expired", () => world.police.sign(claimsOf({ sub, iat: seconds(-600), exp: seconds(-90) }))],
    ["that never expires", () => world.police.sign(without(claimsOf({ sub }), "exp"))],
    ["of a time to come", () => world.police.sign(claimsOf({ sub, iat: seconds(90), exp: seconds(200) }))],
    ["without its time", () => world.police.sign(without(claimsOf({ sub }), "iat"))],
    ["without its number", () => world.police.sign(without(claimsOf({ sub }), "jti"))],
    ["typed as an access token", () => world.police.sign(claimsOf({ sub }), { typ: "at+jwt" })],
    ["that nobody signed", async () => new UnsecuredJWT(claimsOf({ sub })).encode()],
    [
      "signed with the client's secret",
      () =>
        new SignJWT(claimsOf({ sub }))
          .setProtectedHeader({ alg: "HS256", typ: "logout+jwt" })
          .sign(new TextEncoder().encode(CLIENT.clientSecret)),
    ],
    [
      "signed with a key that the provider does not publish",
      async () =>
        new SignJWT(claimsOf({ sub }))
          .setProtectedHeader({ alg: "RS256", typ: "logout+jwt" })
          .sign((await generateKeyPair("RS256")).privateKey),
    ],
    ["that is no token", async () => "a.b.c"],
  ];

  test.each(WRONG)("%s ends nothing", async (_name, make) => {
    const token = await tokenOf(login);
    const answer = await send(await make());
    expect([answer.statusCode, answer.json().code]).toEqual([400, "LOGOUT_TOKEN_REFUSED"]);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(await stands(token)).toBe(200);
  });

  test("of one provider is not taken at another's address, and of a session only with its person", async () => {
    const token = await tokenOf(login);
    const right = await world.police.sign(claimsOf({ sub }));
    expect((await send(right, "/v1/openid/other/back-channel-logout")).statusCode).toBe(400);
    expect((await send(right, "/v1/openid/nobody/back-channel-logout")).statusCode).toBe(404);
    const { rows } = await world.api.deps.sql.query(
      "select openid_sid as sid from sessions where account_id = $1 order by created_at desc limit 1",
      [id],
    );
    const sid = String(rows[0]?.sid);
    const stranger = makeLogin();
    await world.linkNew(stranger);
    for (const claims of [{ sid: "another" }, { sid, sub: stranger.accountId }, { sid, sub: "unknown" }]) {
      expect((await send(await world.police.sign(claimsOf(claims)))).statusCode).toBe(200);
      expect(await stands(token)).toBe(200);
    }
    expect((await send(await world.police.sign(claimsOf({ sid })))).statusCode).toBe(200);
    expect(await stands(token)).toBe(401);
  });

  test("comes as a form, in its field", async () => {
    const url = ADDRESS;
    const json = await world.api.app.inject({ method: "POST", url, payload: { logout_token: "a.b.c" } });
    expect([json.statusCode, json.json().code]).toEqual([415, "MEDIA_TYPE_UNSUPPORTED"]);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const empty = await world.api.app.inject({ method: "POST", url, headers, payload: "token=x" });
    expect([empty.statusCode, empty.json().errors[0].field]).toEqual([400, "logout_token"]);
  });

  test("stands in no log, and no person's name at the provider in the trail", async () => {
    expect(JSON.stringify(world.api.lines)).not.toMatch(/eyJ|logout_token=/);
    const { rows } = await world.api.deps.sql.query("select detail from audit_events");
    expect(JSON.stringify(rows)).not.toContain(sub);
    const kept = await world.api.deps.sql.query("select * from openid_logouts");
    expect(kept.rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(kept.rows)).not.toContain(sub);
  });
});
