/** Public keys as they are published and named, and the check of a signature: Ed25519 (RFC 8032), keys as of RFC 8037. */
import { createPublicKey, hash, verify } from "node:crypto";

export interface PublicKey {
  /** Thumbprint of RFC 7638: SHA-256, base64url. */
  readonly id: string;
  /** The 32 bytes, base64url: the member `x` of RFC 8037. */
  readonly publicKey: string;
}

/** The name of a key, which follows from the key alone. */
export function computeKeyId(publicKey: string): string {
  return hash("sha256", JSON.stringify({ crv: "Ed25519", kty: "OKP", x: publicKey }), "base64url");
}

/** Checks signatures (base64url, written as one writes it) by these keys. A key whose name is not its thumbprint is left out. */
export function createSignatureCheck(
  keys: readonly PublicKey[],
): (keyId: string, bytes: Uint8Array, signature: string) => "valid" | "invalid" | "unknown key" {
  const known = new Map(
    keys
      .filter(({ id, publicKey }) => computeKeyId(publicKey) === id)
      .map(({ id, publicKey }) => [
        id,
        createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" }),
      ]),
  );
  return (keyId, bytes, signature) => {
    const key = known.get(keyId);
    if (key === undefined) return "unknown key";
    const given = Buffer.from(signature, "base64url");
    return given.toString("base64url") === signature && verify(null, bytes, key, given) ? "valid" : "invalid";
  };
}
