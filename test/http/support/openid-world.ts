/** People of TT who sign in at the tests' OpenID providers. */
import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { openIdProvider } from "../../../src/adapters/openid/openid-provider.ts";
import type { StateCode } from "../../../src/domain/vocabulary.ts";
import { openTestApp, type TestApp } from "./open-test-app.ts";
import type { OpenIdBrowser } from "./openid-browser.ts";
import { CLIENT, type Login, type OpenIdServer, openOpenIdServer, REDIRECT_URL } from "./openid-server.ts";
import { hire, makeLab, type Person, sendAs } from "./people.ts";

export interface OpenIdWorld {
  readonly api: TestApp;
  /** Speaks for TT. */
  readonly police: OpenIdServer;
  /** Speaks for JM. */
  readonly other: OpenIdServer;
  readonly coordinator: Person;
  /** The whole way of an honest browser. */
  signIn(
    login: Login,
    given?: { invitation?: string; browser?: OpenIdBrowser; at?: "police" | "other" },
  ): Promise<LightMyRequestResponse>;
  /** An account of TT whose identity at the police's provider is linked. */
  linkNew(login: Login): Promise<{ readonly id: string; readonly email: string; readonly token: string }>;
  close(): Promise<void>;
}

export const makeLogin = (given: Partial<Login> = {}): Login => ({ accountId: randomUUID(), ...given });

export async function openOpenIdWorld(): Promise<OpenIdWorld> {
  const [police, other] = await Promise.all([openOpenIdServer(), openOpenIdServer()]);
  const servers = { police, other };
  const describeProvider = (id: "police" | "other", states: StateCode[]) =>
    openIdProvider(
      {
        id,
        name: `The ${id} of the tests`,
        issuer: servers[id].issuer,
        ...CLIENT,
        states,
        secondFactorAcr: [],
        secondFactorAmr: ["mfa"],
      },
      REDIRECT_URL,
    );
  const identityProviders = [describeProvider("police", ["TT"]), describeProvider("other", ["JM"])];
  const api = await openTestApp({ deps: { identityProviders } });
  const labId = await makeLab(api, "TT");
  const coordinator = await hire(api, "TT", labId, "national_coordinator");
  const anyone = sendAs(api, null);

  const signIn: OpenIdWorld["signIn"] = async (
    login,
    { invitation = null, browser = new Map(), at = "police" } = {},
  ) => {
    const body = { provider: at, invitation };
    const begun = (await anyone("POST", "/v1/sessions/openid", { body })).json<{
      authorizationUrl: string;
      flow: string;
    }>();
    const callbackUrl = await servers[at].browse(begun.authorizationUrl, login, browser);
    return anyone("POST", "/v1/sessions/openid/completion", { body: { flow: begun.flow, callbackUrl } });
  };
  const linkNew: OpenIdWorld["linkNew"] = async (login) => {
    const body = { state: "TT", labId, email: `${randomUUID()}@ribin.example`, name: "Li Wei", roles: ["verifier"] };
    const made = (await coordinator.send("POST", "/v1/accounts", { body })).json();
    const answer = await signIn(login, { invitation: made.invitationToken });
    return { id: made.id, email: made.email, token: answer.json().token };
  };
  const close = async () => {
    await api.close();
    await police.close();
    await other.close();
  };
  return { api, police, other, coordinator, signIn, linkNew, close };
}
