/** The signing key: of the settings, or one of the service's own that is made at the first start. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import { computeKeyId } from "../../domain/signing-key.ts";
import type { Signer } from "../../ports/signer.ts";

const FOLDER = "signing";
const FILE = "ed25519.pem";

export interface SigningKeyPlace {
  /** PKCS #8 in PEM; null: the key lies in the data folder, and is made there where it is missing. */
  readonly pem: string | null;
  readonly dataDir: string;
}

/** Errors: CONFIGURATION_INVALID where the key is none of Ed25519, or its file can be read by others. */
export async function openEd25519Signer({ pem, dataDir }: SigningKeyPlace): Promise<Signer> {
  if (pem !== null) return makeSigner(readKey(pem, "RIBIN_SIGNING_KEY"));
  const file = join(dataDir, FOLDER, FILE);
  return makeSigner(readKey((await readOwnFile(file)) ?? (await makeFile(dataDir, file)), file));
}

function makeSigner(key: KeyObject): Signer {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return { keyId: computeKeyId(x), publicKey: x, sign: (bytes) => sign(null, bytes, key) };
}

function readKey(pem: string, source: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // The cause may quote the key.
  }
  throw new RibinError("CONFIGURATION_INVALID", `${source} must be an Ed25519 private key in PEM (PKCS #8).`);
}

async function readOwnFile(file: string): Promise<string | null> {
  try {
    const text = await readFile(file, "utf8");
    const { mode } = await stat(file);
    if ((mode & 0o077) === 0) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new RibinError("CONFIGURATION_INVALID", `The signing key ${file} cannot be read.`, { cause: error });
  }
  throw new RibinError("CONFIGURATION_INVALID", `Others may read the signing key ${file}: make it mode 0600.`);
}

/** Of two processes that make it at once, both take the one that was there first. */
async function makeFile(dataDir: string, file: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await mkdir(join(dataDir, FOLDER), { recursive: true, mode: 0o700 });
  await writeFile(draft, pem, { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readOwnFile(file)) ?? pem;
}
