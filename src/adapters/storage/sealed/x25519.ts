/**
 * age's X25519 stanza (C2SP, age.md) opened by Node's own X25519: the library's takes two milliseconds of the main thread a file, and a search
 * opens two hundred. Tests hold it against what the library writes.
 */
import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { bech32 } from "@scure/base";
import type { Identity } from "age-encryption";

/** PKCS #8 of an X25519 key, before its 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
const LABEL = "age-encryption.org/v1/X25519";
const TAG_BYTES = 16;
const FILE_KEY_BYTES = 16;

/** `identity`: AGE-SECRET-KEY-1… */
export function openIdentity(identity: string): Identity {
  const { bytes } = bech32.decodeToBytes(identity);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, bytes]), format: "der", type: "pkcs8" });
  const recipient = Buffer.from(createPublicKey(privateKey).export({ format: "jwk" }).x ?? "", "base64url");
  return {
    unwrapFileKey(stanzas) {
      for (const { args, body } of stanzas) {
        if (args[0] !== "X25519") continue;
        const share = Buffer.from(args[1] ?? "", "base64");
        if (args.length !== 2 || share.length !== recipient.length || body.length !== FILE_KEY_BYTES + TAG_BYTES)
          throw new Error("the key in the header is none");
        const publicKey = createPublicKey({
          key: { kty: "OKP", crv: "X25519", x: share.toString("base64url") },
          format: "jwk",
        });
        const secret = diffieHellman({ privateKey, publicKey });
        const key = Buffer.from(hkdfSync("sha256", secret, Buffer.concat([share, recipient]), LABEL, 32));
        const decipher = createDecipheriv("chacha20-poly1305", key, Buffer.alloc(12), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
        return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, FILE_KEY_BYTES)), decipher.final()]));
      }
      return null;
    },
  };
}
