import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { RibinError } from "../../domain/errors.ts";
import type { SecretBox } from "../../ports/secret-box.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1";

/**
 * AES-256-GCM with the first of `keys`; all of them open, so that a new key can be put in front. The keys are asked for when
 * first needed: a service that keeps no secret needs none.
 */
export function createAesSecretBox(readKeys: () => Promise<readonly Uint8Array[]>): SecretBox {
  let keys: Promise<readonly Uint8Array[]> | null = null;
  const getKeys = () => {
    keys ??= readKeys();
    return keys;
  };
  return {
    async seal(text, owner) {
      const [key] = await getKeys();
      if (key === undefined) throw new RibinError("CONFIGURATION_INVALID", "RIBIN_SECRET_KEY holds no key.");
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner, "utf8"));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${nameKey(key)}.${sealed.toString("base64url")}`;
    },
    async open(sealed, owner) {
      const [version, name, body = ""] = sealed.split(".");
      const key = (await getKeys()).find((candidate) => nameKey(candidate) === name);
      if (version !== VERSION || key === undefined) {
        throw new RibinError(
          "CONFIGURATION_INVALID",
          "RIBIN_SECRET_KEY: a stored secret was sealed with a key that this process does not have.",
        );
      }
      const bytes = Buffer.from(body, "base64url");
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(owner, "utf8")).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}

/** Tells keys apart without telling anything of them. */
function nameKey(key: Uint8Array): string {
  return createHash("sha256").update("ribin key name").update(key).digest("hex").slice(0, 12);
}
