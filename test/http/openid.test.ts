/** Signing in at a real OpenID provider on the loopback, and everything that must not be accepted from one. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openIdProvider } from "../../src/adapters/openid/openid-provider.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { CLIENT, type Login, type OpenIdServer, openOpenIdServer, REDIRECT_URL } from "./support/openid-server.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";
import { enrolFactor, makeCode } from "./support/second-factor.ts";

let api: TestApp;
let police: OpenIdServer;
let other: OpenIdServer;
let labId: string;
let coordinator: Person;
beforeAll(async () => {
  [police, other] = await Promise.all([openOpenIdServer(), openOpenIdServer()]);
  const describeProvider = (id: string, server: OpenIdServer, states: StateCode[]) => ({
    id,
    name: `The ${id} of the tests`,
    issuer: server.issuer,
    ...CLIENT,
    states,
    secondFactorAcr: ["urn:two-factors"],
    secondFactorAmr: ["mfa"],
  });
  api = await openTestApp({
    deps: {
      identityProviders: [
        openIdProvider(describeProvider("police", police, ["TT"]), REDIRECT_URL),
        openIdProvider(describeProvider("other", other, ["JM"]), REDIRECT_URL),
      ],
    },
  });
  labId = await makeLab(api, "TT");
  coordinator = await hire(api, "TT", labId, "national_coordinator");
});
afterAll(async () => {
  await api.close();
  await police.close();
  await other.close();
});

interface Begun {
  readonly authorizationUrl: string;
  readonly flow: string;
}
const anyone = (url: string, body: object) => sendAs(api, null)("POST", url, { body });
const begin = async (provider = "police", invitation: string | null = null) =>
  (await anyone("/v1/sessions/openid", { provider, invitation })).json<Begun>();
const complete = (flow: string, callbackUrl: string) => anyone("/v1/sessions/openid/completion", { flow, callbackUrl });
/** The whole way of an honest browser. */
async function signIn(login: Login, invitation: string | null = null, provider = "police", server = police) {
  const begun = await begin(provider, invitation);
  return complete(begun.flow, await server.browse(begun.authorizationUrl, login));
}
async function invite(by = coordinator, roles = ["verifier"]) {
  const body = { state: by.state, labId: by.labId, email: `${randomUUID()}@ribin.example`, name: "Li Wei", roles };
  return (await by.send("POST", "/v1/accounts", { body })).json<{
    id: string;
    email: string;
    invitationToken: string;
  }>();
}
async function linkNew(login: Login) {
  const made = await invite();
  const answer = await signIn(login, made.invitationToken);
  return { ...made, answer };
}
const makeLogin = (given: Partial<Login> = {}): Login => ({ accountId: randomUUID(), ...given });
const failed = (answer: Awaited<ReturnType<typeof complete>>) => [answer.statusCode, answer.json().code];
const REFUSED = [401, "PROVIDER_SIGN_IN_FAILED"];
const eventsOf = async (id: string) =>
  (await api.deps.sql.query("select action, detail from audit_events where target_id = $1 order by seq", [id])).rows;

describe("an identity", () => {
  test("is linked to an account by an invitation, and then signs in without one", async () => {
    const login = makeLogin();
    const { id, answer } = await linkNew(login);
    expect([answer.statusCode, answer.json().account.id]).toEqual([201, id]);
    expect(answer.json().providerSignOutUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/session\/end\?/);
    const again = await signIn(login);
    expect([again.statusCode, again.json().account.id]).toEqual([201, id]);
    const mine = sendAs(api, again.json().token);
    const sessions = (await mine("GET", "/v1/me/sessions")).json().items;
    expect(sessions[0]).toMatchObject({ current: true, method: "openid", secondFactor: null });
    expect((await mine("DELETE", "/v1/sessions/current")).statusCode).toBe(204);
    expect((await mine("GET", "/v1/me")).statusCode).toBe(401);
    expect((await eventsOf(id)).map((event) => event.action)).toEqual([
      "account.created",
      "account.invited",
      "invitation.accepted",
      "identity.linked",
      "session.revoked",
    ]);
  });

  test("without an account is refused in clear words, though its address is that of one", async () => {
    await hire(api, "TT", labId, "verifier");
    await api.deps.sql.query(
      `update accounts set email = 'somebody@ribin.example'
       where id = (select id from accounts where roles = '{verifier}' order by created_at desc limit 1)`,
    );
    const answer = await signIn(makeLogin());
    expect(failed(answer)).toEqual([403, "IDENTITY_UNKNOWN"]);
    expect(answer.json().remedy).toMatch(/invitation/);
    expect((await eventsOf("unknown")).at(-1)).toEqual({
      action: "identity.refused",
      detail: { provider: "police", reason: "unknown" },
    });
  });

  test("of one person is not linked to another's account as well", async () => {
    const login = makeLogin();
    const first = await linkNew(login);
    const second = await linkNew(login);
    expect(failed(second.answer)).toEqual([409, "CONFLICT"]);
    expect((await signIn(login)).json().account.id).toBe(first.id);
  });

  test("is linked by one invitation once", async () => {
    const made = await invite();
    expect((await signIn(makeLogin(), made.invitationToken)).statusCode).toBe(201);
    const answer = await anyone("/v1/sessions/openid", { provider: "police", invitation: made.invitationToken });
    expect(failed(answer)).toEqual([403, "INVITATION_INVALID"]);
  });

  test("of a disabled account is refused", async () => {
    const login = makeLogin();
    const { id } = await linkNew(login);
    const headers = { "if-match": 'W/"1"' };
    await coordinator.send("PATCH", `/v1/accounts/${id}`, { body: { disabled: true }, headers });
    expect(failed(await signIn(login))).toEqual([401, "SIGN_IN_FAILED"]);
  });
});

describe("a provider", () => {
  test("speaks for accounts of its states only, when they are linked and ever after", async () => {
    const made = await invite();
    expect(failed(await signIn(makeLogin(), made.invitationToken, "other", other))).toEqual([403, "FORBIDDEN"]);
    const login = makeLogin();
    const { id } = await linkNew(login);
    await api.deps.sql.query("update accounts set owner_state = 'BB', lab_id = null where id = $1", [id]);
    expect(failed(await signIn(login))).toEqual([403, "FORBIDDEN"]);
    expect((await eventsOf(id)).at(-1)).toMatchObject({ detail: { provider: "police", reason: "foreign_state" } });
  });

  test("that gives the same subject as another one is another issuer", async () => {
    const login = makeLogin();
    await linkNew(login);
    expect(failed(await signIn(login, null, "other", other))).toEqual([403, "IDENTITY_UNKNOWN"]);
  });

  test("may change its keys between the two steps, and the new ones count at once", async () => {
    const login = makeLogin();
    await linkNew(login);
    const begun = await begin();
    const callback = await police.browse(begun.authorizationUrl, login);
    await police.rotateKeys();
    expect((await complete(begun.flow, callback)).statusCode).toBe(201);
    expect((await signIn(login)).statusCode).toBe(201);
  });

  test("is not believed where a token is signed with a key that it does not publish", async () => {
    const login = makeLogin();
    await linkNew(login);
    await police.forgeTokens();
    expect(failed(await signIn(login))).toEqual(REFUSED);
    await police.rotateKeys();
    expect((await signIn(login)).statusCode).toBe(201);
  });

  test("that is not there is said to be away; one that nobody named is refused by its field", async () => {
    const answer = await anyone("/v1/sessions/openid", { provider: "nowhere" });
    expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "provider"]);
    const gone = { id: "gone", name: "Gone", issuer: "http://127.0.0.1:1", ...CLIENT, states: ["TT" as const] };
    const away = openIdProvider({ ...gone, secondFactorAcr: [], secondFactorAmr: [] }, REDIRECT_URL);
    await expect(away.begin({ state: "s", nonce: "n", verifier: "v".repeat(43) })).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
  });
});

describe("what the browser brings back", () => {
  const login = makeLogin();
  beforeAll(async () => {
    await linkNew(login);
  });

  test("is bound to PKCE with S256, a state and a nonce", async () => {
    const { authorizationUrl } = await begin();
    const query = new URL(authorizationUrl).searchParams;
    expect(query.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"]) expect(query.get(name)).toMatch(/^[\w-]{43}$/);
    expect(query.get("redirect_uri")).toBe(REDIRECT_URL);
    const { rows } = await api.deps.sql.query("select * from openid_flows");
    for (const name of ["code_challenge", "state"]) expect(JSON.stringify(rows)).not.toContain(query.get(name));
  });

  test("counts once", async () => {
    const begun = await begin();
    const callback = await police.browse(begun.authorizationUrl, login);
    expect((await complete(begun.flow, callback)).statusCode).toBe(201);
    expect(failed(await complete(begun.flow, callback))).toEqual(REFUSED);
  });

  test("is refused with a code of an earlier sign-in", async () => {
    const [first, second] = [await begin(), await begin()];
    const used = new URL(await police.browse(first.authorizationUrl, login));
    const unused = new URL(await police.browse(first.authorizationUrl, login));
    expect((await complete(first.flow, used.href)).statusCode).toBe(201);
    for (const code of [used.searchParams.get("code"), unused.searchParams.get("code")]) {
      const callback = new URL(await police.browse(second.authorizationUrl, login));
      callback.searchParams.set("code", code ?? "");
      expect(failed(await complete((await begin()).flow, callback.href))).toEqual(REFUSED);
    }
    const third = await begin();
    const callback = new URL(await police.browse(third.authorizationUrl, login));
    callback.searchParams.set("code", unused.searchParams.get("code") ?? "");
    expect(failed(await complete(third.flow, callback.href))).toEqual(REFUSED);
  });

  test("is refused in another browser than the one that began", async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const callback = await police.browse(theirs.authorizationUrl, login);
    expect(failed(await complete(mine.flow, callback))).toEqual(REFUSED);
    expect(failed(await complete(`rbf_${"A".repeat(43)}`, callback))).toEqual(REFUSED);
  });

  test.each([
    ["another state", (url: URL) => url.searchParams.set("state", "x".repeat(43))],
    ["no state", (url: URL) => url.searchParams.delete("state")],
    ["another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
    ["an error of the provider", (url: URL) => url.searchParams.set("error", "access_denied")],
    ["no code", (url: URL) => url.searchParams.delete("code")],
    ["another path", (url: URL) => Object.assign(url, { pathname: "/sign-in/callback/x" })],
    ["another host", (url: URL) => Object.assign(url, { host: "127.0.0.1:10" })],
  ])("is refused with %s", async (_name, spoil) => {
    const begun = await begin();
    const url = new URL(await police.browse(begun.authorizationUrl, login));
    spoil(url);
    expect(failed(await complete(begun.flow, url.href))).toEqual(REFUSED);
  });

  test("is refused where the token was made for another nonce", async () => {
    const begun = await begin();
    const address = new URL(begun.authorizationUrl);
    address.searchParams.set("nonce", "another-nonce");
    expect(failed(await complete(begun.flow, await police.browse(address.href, login)))).toEqual(REFUSED);
  });

  test("is refused from another provider than the one that was asked", async () => {
    const begun = await begin();
    const address = new URL(begun.authorizationUrl);
    const callback = await other.browse(`${other.issuer}/auth${address.search}`, login);
    expect(failed(await complete(begun.flow, callback))).toEqual(REFUSED);
    // Neither where it hides who it is.
    const again = await begin();
    const search = new URL(again.authorizationUrl).search;
    const hidden = new URL(await other.browse(`${other.issuer}/auth${search}`, login));
    hidden.searchParams.set("iss", police.issuer);
    expect(failed(await complete(again.flow, hidden.href))).toEqual(REFUSED);
  });

  test("leaves no code or token in the log", async () => {
    expect(JSON.stringify(api.lines)).not.toMatch(/rbf_|eyJ|[?&]code=/);
  });
});

describe("a second factor", () => {
  test("is the provider's where its amr or acr says so", async () => {
    const byAmr = makeLogin({ amr: ["pwd", "mfa"] });
    const { answer } = await linkNew(byAmr);
    const factorOf = async (token: string) =>
      (await sendAs(api, token)("GET", "/v1/me/sessions")).json().items[0].secondFactor;
    expect(await factorOf(answer.json().token)).toBe("provider");
    const byAcr = await linkNew(makeLogin({ acr: "urn:two-factors" }));
    expect(await factorOf(byAcr.answer.json().token)).toBe("provider");
    const neither = await linkNew(makeLogin({ amr: ["pwd"] }));
    expect(await factorOf(neither.answer.json().token)).toBeNull();
  });

  test("is asked for here where the provider saw none and the person has one", async () => {
    const login = makeLogin();
    const { id, email } = await linkNew(login);
    const again = await coordinator.send("POST", `/v1/accounts/${id}/invitations`, { body: {} });
    await anyone("/v1/invitations/acceptance", { token: again.json().invitationToken, password: PASSWORD });
    const { token } = (await anyone("/v1/sessions", { email, password: PASSWORD })).json();
    const person: Person = { ...coordinator, id, email, token, send: sendAs(api, token) };
    const { secret } = await enrolFactor(person);
    const asked = await signIn(login);
    expect(asked.statusCode).toBe(202);
    const { challenge } = asked.json<{ challenge: string }>();
    const shown = await anyone("/v1/sessions/second-factor", { challenge, code: makeCode(secret) });
    expect([shown.statusCode, shown.json().account.id]).toEqual([201, id]);
    expect((await signIn({ ...login, amr: ["mfa"] })).statusCode).toBe(201);
  });
});

test("the ways to sign in are told to who has not, without secrets", async () => {
  const answer = await sendAs(api, null)("GET", "/v1/sign-in-methods");
  expect(answer.json()).toEqual({
    setUp: false,
    secondFactorRequired: false,
    providers: [
      { id: "police", name: "The police of the tests", states: ["TT"] },
      { id: "other", name: "The other of the tests", states: ["JM"] },
    ],
  });
});
