import { createHash, randomBytes } from "node:crypto";

/**
 * `rbs_` a person's session, `rbt_` an acquisition station, `rbi_` an invitation, `rbc_` between two
 * steps of a sign-in, `rbf_` while a browser is at a provider, `rbu_` the code of a region's first set-up.
 */
export type TokenPrefix = "rbs" | "rbt" | "rbi" | "rbc" | "rbf" | "rbu";

/** A bearer token of 256 random bits. It is shown once; only `hashToken` of it is kept. */
export function makeToken(prefix: TokenPrefix): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** SHA-256, hex. A token is random and long: it needs no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}
