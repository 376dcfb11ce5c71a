/** The station's own key, in a file that only its account of the machine may read. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import { computeKeyId } from "../../domain/signing-key.ts";
import type { Signer } from "../../ports/signer.ts";

/** FILE_NOT_WRITABLE where there is such a file: a key is never overwritten. */
export async function makeStationKey(path: string): Promise<Signer> {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await writeFile(path, pem, { mode: 0o600, flag: "wx", flush: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new RibinError("FILE_NOT_WRITABLE", `${path} cannot be written (${cause.code}); nothing is overwritten.`, {
      cause,
    });
  });
  return toSigner(pem, path);
}

/** Errors: FILE_NOT_FOUND, CONFIGURATION_INVALID where others may read it or it is no such key. */
export async function readStationKey(path: string): Promise<Signer> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new RibinError("FILE_NOT_FOUND", `There is no key ${path}; make one with ribin bundle key.`);
  if ((found.mode & 0o077) !== 0)
    throw new RibinError("CONFIGURATION_INVALID", `Others may read the key ${path}: make it mode 0600.`);
  return toSigner(await readFile(path, "utf8"), path);
}

function toSigner(pem: string, path: string): Signer {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") {
      const { x = "" } = createPublicKey(key).export({ format: "jwk" });
      return { keyId: computeKeyId(x), publicKey: x, sign: (bytes) => sign(null, bytes, key) };
    }
  } catch {
    // The cause may quote the key.
  }
  throw new RibinError("CONFIGURATION_INVALID", `${path} is no Ed25519 private key in PEM.`);
}
