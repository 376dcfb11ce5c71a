import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import * as client from "openid-client";
import { RibinError } from "../../domain/errors.ts";
import type { OpenIdProviderConfig } from "../../domain/openid-provider.ts";
import type { IdentityProvider, OpenIdBinding } from "../../ports/identity-provider.ts";
import { readLogoutToken } from "./read-logout-token.ts";

const TIMEOUT_SECONDS = 10;
/** Of the provider's description; its keys are fetched anew for each sign-in, so that rotated ones count at once. */
const DISCOVERY_MS = 600_000;
const CHALLENGE_METHOD = "S256";
/** For logout tokens, which anybody can send: known keys are kept this long; one that is not known is asked for. */
const KEYS_MS = 60_000;

/** A provider as the settings name it; its description is fetched when it is first asked for something. */
export function openIdProvider(config: OpenIdProviderConfig, redirectUri: string): IdentityProvider {
  let known: { readonly metadata: client.ServerMetadata; readonly at: number } | null = null;
  let keys: { readonly address: string; readonly find: JWTVerifyGetKey } | null = null;

  async function discover(): Promise<client.ServerMetadata> {
    if (known !== null && performance.now() - known.at < DISCOVERY_MS) return known.metadata;
    const options = { timeout: TIMEOUT_SECONDS, execute: insecureWhereLoopback(config.issuer) };
    const found = await client
      .discovery(new URL(config.issuer), config.clientId, undefined, authenticate(config), options)
      .catch((cause) => {
        throw new RibinError("UNAVAILABLE", `The identity provider "${config.id}" cannot be reached.`, { cause });
      });
    known = { metadata: { ...found.serverMetadata() }, at: performance.now() };
    return known.metadata;
  }

  /** A new one each time: it holds no keys yet, and the ID token's signature is verified although it came over TLS. */
  async function configure(): Promise<client.Configuration> {
    const made = new client.Configuration({ ...(await discover()) }, config.clientId, undefined, authenticate(config));
    made.timeout = TIMEOUT_SECONDS;
    for (const allow of insecureWhereLoopback(config.issuer)) allow(made);
    client.enableNonRepudiationChecks(made);
    return made;
  }

  function findKeys({ jwks_uri: address }: client.ServerMetadata): JWTVerifyGetKey {
    if (address === undefined) throw new Error("The provider publishes no keys.");
    if (keys?.address === address) return keys.find;
    const url = new URL(address);
    if (url.protocol !== "https:" && new URL(config.issuer).protocol === "https:") {
      throw new Error("The provider's keys are not published over https.");
    }
    const find = createRemoteJWKSet(url, {
      timeoutDuration: TIMEOUT_SECONDS * 1_000,
      cacheMaxAge: KEYS_MS,
      cooldownDuration: 0,
    });
    keys = { address, find };
    return find;
  }

  return {
    id: config.id,
    name: config.name,
    issuer: config.issuer,
    states: config.states,
    async begin({ state, nonce, verifier }) {
      const address = client.buildAuthorizationUrl(await configure(), {
        redirect_uri: redirectUri,
        scope: "openid",
        response_type: "code",
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: CHALLENGE_METHOD,
        ...(config.secondFactorAcr.length === 0 ? {} : { acr_values: config.secondFactorAcr.join(" ") }),
      });
      return address.href;
    },
    async finish(binding, callbackUrl) {
      const claims = await redeem(await configure(), binding, readCallback(callbackUrl, redirectUri));
      const amr = Array.isArray(claims.amr) ? claims.amr : [];
      return {
        issuer: claims.iss,
        subject: claims.sub,
        sid: typeof claims.sid === "string" ? claims.sid : null,
        issuedAt: new Date(claims.iat * 1_000),
        secondFactor:
          config.secondFactorAcr.includes(String(claims.acr)) ||
          amr.some((word) => config.secondFactorAmr.includes(String(word))),
      };
    },
    async proveLogout(logoutToken, now) {
      try {
        const metadata = await discover();
        return await readLogoutToken(logoutToken, {
          issuer: metadata.issuer,
          clientId: config.clientId,
          algorithms: metadata.id_token_signing_alg_values_supported ?? null,
          keys: findKeys(metadata),
          now,
        });
      } catch (cause) {
        throw new RibinError("LOGOUT_TOKEN_REFUSED", "The logout token was not accepted.", { cause });
      }
    },
    async findSignOutUrl() {
      const configuration = await configure();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: redirectUri }).href;
    },
  };
}

async function redeem(
  configuration: client.Configuration,
  { state, nonce, verifier }: OpenIdBinding,
  callback: URL,
): Promise<client.IDToken> {
  try {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const claims = (await client.authorizationCodeGrant(configuration, callback, checks)).claims();
    if (claims === undefined) throw new Error("There is no ID token.");
    return claims;
  } catch (cause) {
    throw new RibinError("PROVIDER_SIGN_IN_FAILED", "The identity provider's answer was not accepted.", { cause });
  }
}

/** The address is the one that is registered, to the letter; only its query is the provider's. */
function readCallback(callbackUrl: string, redirectUri: string): URL {
  const url = URL.canParse(callbackUrl) ? new URL(callbackUrl) : null;
  const bare = url === null ? null : new URL(url.href);
  if (bare !== null) {
    bare.search = "";
    bare.hash = "";
  }
  if (url === null || bare?.href !== new URL(redirectUri).href) {
    throw new RibinError("PROVIDER_SIGN_IN_FAILED", "The address that the browser came back to is not the agreed one.");
  }
  return url;
}

function authenticate(config: OpenIdProviderConfig): client.ClientAuth {
  return config.clientSecret === null ? client.None() : client.ClientSecretBasic(config.clientSecret);
}

/** The settings allow plain http for a provider on this very machine only. */
function insecureWhereLoopback(issuer: string): ((configuration: client.Configuration) => void)[] {
  return new URL(issuer).protocol === "http:" ? [client.allowInsecureRequests] : [];
}
