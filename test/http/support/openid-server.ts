/** A real OpenID provider (npm oidc-provider) on the loopback, and a browser that signs in there. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import Provider, { type ClientMetadata, type Configuration } from "oidc-provider";
import { confirmSignOut, follow, type OpenIdBrowser } from "./openid-browser.ts";
import { openOpenIdStore } from "./openid-store.ts";

export const REDIRECT_URL = "http://127.0.0.1:9/sign-in/callback";
export const CLIENT = { clientId: "ribin", clientSecret: "a secret of the tests" };

export interface OpenIdServer {
  readonly issuer: string;
  /** New keys from now on, and none of the old ones; codes that were given out stay good. */
  rotateKeys(): Promise<void>;
  /** Tokens are signed with keys that the provider does not publish, as a forger would. */
  forgeTokens(): Promise<void>;
  /** Goes to `authorizationUrl`, signs in as `login`, and gives the address that the browser is sent back to. */
  browse(authorizationUrl: string, login: Login, browser?: OpenIdBrowser): Promise<string>;
  /** Goes to the provider's page for signing out, confirms it there, and gives the address that the browser is sent back to. */
  signOut(signOutUrl: string, browser: OpenIdBrowser): Promise<string>;
  /** From now on the provider tells of each sign-out (back-channel logout): by session, or by person alone. */
  tellOfLogouts(address: string, by: "sid" | "sub"): Promise<void>;
  /** A token by the provider's published key, whatever it says. */
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** What was asked of the provider, by path. */
  readonly requests: string[];
  close(): Promise<void>;
}

export interface Login {
  readonly accountId: string;
  readonly amr?: string[];
  readonly acr?: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

export async function openOpenIdServer(): Promise<OpenIdServer> {
  let login: Login = { accountId: "nobody" };
  const requests: string[] = [];
  let tokens: Handler = () => {};
  let rest: Handler = () => {};
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    requests.push(path);
    (path === "/token" ? tokens : rest)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const adapter = openOpenIdStore();
  let logout: LogoutClient = {};
  let published: SigningKey;

  async function makeHandler(): Promise<{ answer: Handler; key: SigningKey }> {
    const key = await makeKey();
    const provider = new Provider(issuer, { ...(await makeConfiguration(key, logout)), adapter });
    const handle = provider.callback();
    const answer: Handler = async (request, response) => {
      if (!request.url?.startsWith("/interaction/")) return handle(request, response);
      await provider.interactionFinished(request, response, { login: { ...login } });
    };
    return { answer, key };
  }
  const rotate = async () => {
    const made = await makeHandler();
    tokens = made.answer;
    rest = tokens;
    published = made.key;
  };
  await rotate();
  return {
    issuer,
    requests,
    rotateKeys: rotate,
    async forgeTokens() {
      tokens = (await makeHandler()).answer;
    },
    browse(authorizationUrl, as, browser = new Map()) {
      login = as;
      return follow(authorizationUrl, browser, REDIRECT_URL);
    },
    signOut: (signOutUrl, browser) => confirmSignOut(signOutUrl, browser, REDIRECT_URL),
    async tellOfLogouts(address, by) {
      logout = { backchannel_logout_uri: address, backchannel_logout_session_required: by === "sid" };
      await rotate();
    },
    sign: (claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", kid: published.kid, typ: "logout+jwt", ...header })
        .sign(published.privateKey),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type LogoutClient = Pick<ClientMetadata, "backchannel_logout_uri" | "backchannel_logout_session_required">;
interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { kid: crypto.randomUUID(), privateKey };
}

async function makeConfiguration({ kid, privateKey }: SigningKey, logout: LogoutClient): Promise<Configuration> {
  const { clientId: client_id, clientSecret: client_secret } = CLIENT;
  return {
    clients: [
      {
        client_id,
        client_secret,
        redirect_uris: [REDIRECT_URL],
        post_logout_redirect_uris: [REDIRECT_URL],
        token_endpoint_auth_method: "client_secret_basic",
        ...logout,
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid }] },
    cookies: { keys: ["the tests'"] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    // Its own guard against addresses of this machine is what the tests are about least.
    fetch: (url, { dispatcher: _, ...options } = {}) => fetch(url, options),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    acrValues: ["urn:two-factors"],
    claims: { openid: ["sub", "amr", "acr"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, email: "somebody@ribin.example" }) }),
    async loadExistingGrant(context) {
      const { provider, client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId ?? "", accountId: session?.accountId ?? "" });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  };
}
