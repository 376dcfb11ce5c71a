/** Logout tokens of OpenID Connect Back-Channel Logout 1.0, section 2.6: what is not exactly such a token ends nobody's session. */
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import type { ProvenLogout } from "../../ports/identity-provider.ts";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** Between the provider's clock and this one. */
const TOLERANCE_SECONDS = 60;
/** Signatures that a public key shows; "none" and shared secrets are never among them. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
/** Typed as the standard recommends, or as providers did before it; a token that says that it is another one is another one. */
const TYPES: readonly unknown[] = [undefined, "logout+jwt", "application/logout+jwt", "jwt"];

const claimsSchema = z
  .object({
    iss: z.string(),
    jti: z.string().min(1).max(500),
    iat: z.number(),
    exp: z.number(),
    sub: z.string().min(1).max(255).optional(),
    sid: z.string().min(1).max(500).optional(),
    events: z.object({ [EVENT]: z.looseObject({}) }),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined, "neither sub nor sid is there");

export interface LogoutTokenRules {
  readonly issuer: string;
  readonly clientId: string;
  /** What the provider says that it signs ID tokens with; null: it does not say. */
  readonly algorithms: readonly string[] | null;
  readonly keys: JWTVerifyGetKey;
  readonly now: Date;
}

/** Throws whatever is wrong with it. */
export async function readLogoutToken(token: string, rules: LogoutTokenRules): Promise<ProvenLogout> {
  const { payload, protectedHeader } = await jwtVerify(token, rules.keys, {
    issuer: rules.issuer,
    audience: rules.clientId,
    algorithms: ALGORITHMS.filter((name) => (rules.algorithms ?? ["RS256"]).includes(name)),
    requiredClaims: ["iat", "exp", "jti", "events"],
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: rules.now,
  });
  if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new Error("The token is typed as another kind.");
  return readClaims(payload, rules.now);
}

function readClaims(payload: JWTPayload, now: Date): ProvenLogout {
  if (payload.nonce !== undefined) throw new Error("A logout token has no nonce; this may be an ID token.");
  const { iss, jti, iat, exp, sub = null, sid = null } = claimsSchema.parse(payload);
  if (iat * 1_000 > now.getTime() + TOLERANCE_SECONDS * 1_000) throw new Error("The token was issued in the future.");
  const [issuedAt, expiresAt] = [new Date(iat * 1_000), new Date(exp * 1_000 + TOLERANCE_SECONDS * 1_000)];
  return { issuer: iss, tokenId: jti, subject: sub, sid, issuedAt, expiresAt };
}
