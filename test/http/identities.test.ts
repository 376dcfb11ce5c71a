/** A coordinator has identities at OpenID providers linked to accounts of the own state, and unlinks them. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { insertIdentity } from "./support/known-world.ts";
import { makeLogin, type OpenIdWorld, openOpenIdWorld } from "./support/openid-world.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs, signIn as signInByPassword } from "./support/people.ts";

let world: OpenIdWorld;
let examiner: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openOpenIdWorld();
  examiner = await hire(world.api, "TT", world.coordinator.labId, "firearms_examiner");
  stranger = await hire(world.api, "JM", await makeLab(world.api, "JM"), "national_coordinator");
});
afterAll(() => world.close());

const anyone: Person["send"] = (...request) => sendAs(world.api, null)(...request);
const link = (by: Person, accountId: string, provider = "police") =>
  by.send("POST", `/v1/accounts/${accountId}/identities`, { body: { provider } });
const read = (by: Person, accountId: string) => by.send("GET", `/v1/accounts/${accountId}/sign-in`);
const unlink = (by: Person, accountId: string, identityId: string, body: object = {}) =>
  by.send("POST", `/v1/accounts/${accountId}/identities/${identityId}/unlink`, { body });
const identityOf = async (accountId: string) =>
  (await read(world.coordinator, accountId)).json().identities[0].id as string;
const said = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code];
const eventsOf = async (id: string) =>
  (await world.api.deps.sql.query("select action, detail from audit_events where target_id = $1 order by seq", [id]))
    .rows;

describe("linking", () => {
  test("is done by the person's own sign-in, beside the password that they keep", async () => {
    const { id, email } = await hire(world.api, "TT", world.coordinator.labId, "verifier");
    expect((await read(world.coordinator, id)).json()).toEqual({ hasPassword: true, identities: [] });
    const invited = await link(world.coordinator, id);
    expect([invited.statusCode, invited.headers["cache-control"]]).toEqual([201, "no-store"]);
    const token = invited.json().invitationToken;
    // It sets no password, and is good at no other provider.
    const body = { token, password: "six geese over the harbour" };
    expect(said(await anyone("POST", "/v1/invitations/acceptance", { body }))).toEqual([403, "INVITATION_INVALID"]);
    const login = makeLogin();
    expect(said(await world.signIn(login, { invitation: token, at: "other" }))).toEqual([403, "INVITATION_INVALID"]);
    expect((await world.signIn(login, { invitation: token })).json().account.id).toBe(id);
    expect((await world.signIn(login)).statusCode).toBe(201);
    expect((await signInByPassword(world.api, id, email)).token).toMatch(/^rbs_/);
    expect((await read(world.coordinator, id)).json()).toEqual({
      hasPassword: true,
      identities: [
        { id: expect.any(String), issuer: world.police.issuer, provider: "police", linkedAt: expect.any(String) },
      ],
    });
    const events = await eventsOf(id);
    const invitationId = expect.any(String);
    expect(events.map(({ action }) => action)).toEqual([
      "account.created",
      "account.invited",
      "invitation.accepted",
      "identity.linked",
    ]);
    expect(events[1]?.detail).toEqual({
      invitationId,
      purpose: "link",
      removesSecondFactor: false,
      provider: "police",
    });
    expect(events[3]?.detail).toEqual({ provider: "police", invitationId, issuedBy: world.coordinator.id });
  });

  test("is refused for a provider that does not speak for the state, by its field", async () => {
    for (const provider of ["other", "nobody"]) {
      const answer = await link(world.coordinator, examiner.id, provider);
      expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "provider"]);
    }
  });

  test("is the state's national coordinator's: nobody else's, and not for themselves", async () => {
    expect(said(await link(stranger, examiner.id))).toEqual([404, "NOT_FOUND"]);
    expect(said(await link(examiner, examiner.id))).toEqual([403, "FORBIDDEN"]);
    expect(said(await link(world.coordinator, world.coordinator.id))).toEqual([403, "FORBIDDEN"]);
    const { rows } = await world.api.deps.sql.query("select 1 from invitations where account_id = any ($1::uuid[])", [
      [examiner.id, world.coordinator.id],
    ]);
    expect(rows).toEqual([]);
  });
});

describe("unlinking", () => {
  async function linkBesidePassword() {
    const login = makeLogin();
    const { id, email } = await hire(world.api, "TT", world.coordinator.labId, "verifier");
    const { invitationToken } = (await link(world.coordinator, id)).json();
    const opened = (await world.signIn(login, { invitation: invitationToken })).json().token as string;
    return { id, email, login, opened };
  }

  test("ends what was opened by it and nothing else, and the identity opens nothing more", async () => {
    const { id, email, login, opened } = await linkBesidePassword();
    const byPassword = await signInByPassword(world.api, id, email);
    const identity = await identityOf(id);
    const answer = await unlink(world.coordinator, id, identity, { reason: "left_service" });
    expect([answer.statusCode, answer.json()]).toEqual([200, { sessionsEnded: 1, waysLeft: 1 }]);
    expect((await sendAs(world.api, opened)("GET", "/v1/me")).statusCode).toBe(401);
    expect((await byPassword.send("GET", "/v1/me")).statusCode).toBe(200);
    expect(said(await world.signIn(login))).toEqual([403, "IDENTITY_UNKNOWN"]);
    expect((await eventsOf(id)).at(-1)).toEqual({
      action: "identity.unlinked",
      detail: { issuer: world.police.issuer, sessionsEnded: 1, waysLeft: 1, reason: "left_service" },
    });
    expect(said(await unlink(world.coordinator, id, identity))).toEqual([404, "NOT_FOUND"]);
  });

  test("of the last way to sign in must be said; one that opens nothing counts for nothing", async () => {
    const login = makeLogin();
    const { id, token } = await world.linkNew(login);
    const identity = await identityOf(id);
    // At an issuer that the settings do not name.
    await insertIdentity(world.api, { ...examiner, id });
    const refused = await unlink(world.coordinator, id, identity);
    expect(said(refused)).toEqual([409, "LAST_SIGN_IN"]);
    expect(refused.json().remedy).toMatch(/leavesNoSignIn/);
    expect((await sendAs(world.api, token)("GET", "/v1/me")).statusCode).toBe(200);
    expect((await world.signIn(login)).statusCode).toBe(201);
    const answer = await unlink(world.coordinator, id, identity, { leavesNoSignIn: true });
    expect(answer.json()).toEqual({ sessionsEnded: 2, waysLeft: 0 });
    expect((await eventsOf(id)).at(-1)?.detail).toMatchObject({ waysLeft: 0 });
    // The way back is an invitation.
    const body = { token: "", password: PASSWORD };
    body.token = (
      await world.coordinator.send("POST", `/v1/accounts/${id}/invitations`, { body: {} })
    ).json().invitationToken;
    expect((await anyone("POST", "/v1/invitations/acceptance", { body })).statusCode).toBe(200);
  });

  test("is the state's national coordinator's: nobody else's, and not of their own", async () => {
    const { id, login } = await linkBesidePassword();
    const identity = await identityOf(id);
    expect(said(await unlink(stranger, id, identity))).toEqual([404, "NOT_FOUND"]);
    expect(said(await read(stranger, id))).toEqual([404, "NOT_FOUND"]);
    expect(said(await unlink(examiner, id, identity))).toEqual([403, "FORBIDDEN"]);
    expect(said(await read(examiner, id))).toEqual([403, "FORBIDDEN"]);
    // An identity of one account is not reached by another's address.
    expect(said(await unlink(world.coordinator, examiner.id, identity))).toEqual([404, "NOT_FOUND"]);
    const own = await insertIdentity(world.api, world.coordinator);
    expect(said(await unlink(world.coordinator, world.coordinator.id, own))).toEqual([403, "FORBIDDEN"]);
    expect(said(await unlink(world.coordinator, id, randomUUID()))).toEqual([404, "NOT_FOUND"]);
    expect((await world.signIn(login)).statusCode).toBe(201);
  });
});
