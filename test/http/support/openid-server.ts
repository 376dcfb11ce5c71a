/** A real OpenID provider (npm oidc-provider) on the loopback, and a browser that signs in there. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type Configuration } from "oidc-provider";
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
  browse(authorizationUrl: string, login: Login): Promise<string>;
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

  async function makeHandler(): Promise<Handler> {
    const provider = new Provider(issuer, { ...(await makeConfiguration()), adapter });
    const handle = provider.callback();
    return async (request, response) => {
      if (!request.url?.startsWith("/interaction/")) return handle(request, response);
      await provider.interactionFinished(request, response, { login: { ...login } });
    };
  }
  const rotate = async () => {
    tokens = await makeHandler();
    rest = tokens;
  };
  await rotate();
  return {
    issuer,
    requests,
    rotateKeys: rotate,
    async forgeTokens() {
      tokens = await makeHandler();
    },
    browse(authorizationUrl, as) {
      login = as;
      return follow(authorizationUrl);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function makeConfiguration(): Promise<Configuration> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const { clientId: client_id, clientSecret: client_secret } = CLIENT;
  return {
    clients: [
      {
        client_id,
        client_secret,
        redirect_uris: [REDIRECT_URL],
        post_logout_redirect_uris: [REDIRECT_URL],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: crypto.randomUUID() }] },
    cookies: { keys: ["the tests'"] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
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

/** Follows redirects with cookies, as a browser does, until it is sent to the client. */
async function follow(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split(/=(.*)/s) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(REDIRECT_URL)) return url;
  }
  throw new Error("Too many redirects.");
}
