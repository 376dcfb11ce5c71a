/** Bundles are encrypted to the region's age key: of the settings, or one of the service's own that is made when it is first asked for. */
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { RibinError } from "../../domain/errors.ts";
import type { BundleOpener } from "../../ports/bundle-opener.ts";

const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/;

export interface AgeKeysPlace {
  /** Identities separated by commas or blanks, that of new bundles first; null: they lie in the data folder, and one is made there. */
  readonly keys: string | null;
  readonly dataDir: string;
}

/** Errors, when it is used: CONFIGURATION_INVALID where a key is none, or its file can be read by others. */
export function createAgeBundleOpener({ keys, dataDir }: AgeKeysPlace): BundleOpener {
  const file = join(dataDir, "exchange", "age.keys");
  const readIdentities = async () =>
    keys === null
      ? parseIdentities((await readOwnFile(file)) ?? (await makeFile(file)), file)
      : parseIdentities(keys, "RIBIN_BUNDLE_KEYS");
  return {
    listRecipients: async () => Promise.all((await readIdentities()).map((identity) => identityToRecipient(identity))),
    async open(encrypted) {
      const decrypter = new Decrypter();
      for (const identity of await readIdentities()) decrypter.addIdentity(identity);
      const source = Readable.toWeb(encrypted) as ReadableStream<Uint8Array>;
      try {
        const plain = await decrypter.decrypt(source as unknown as globalThis.ReadableStream<Uint8Array>);
        return readPlain(plain as unknown as ReadableStream<Uint8Array>);
      } catch (cause) {
        throw explain(cause);
      }
    },
  };
}

async function* readPlain(plain: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* plain;
  } catch (cause) {
    throw explain(cause);
  }
}

/** What our own streams refuse (a limit) is told as it is. */
function explain(cause: unknown): RibinError {
  if (cause instanceof RibinError) return cause;
  return new RibinError(
    "BUNDLE_UNREADABLE",
    "The bundle is not for a key of this region, or was cut or changed since it was made.",
    { cause },
  );
}

function parseIdentities(text: string, source: string): readonly string[] {
  const identities = text
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .join(" ")
    .split(/[\s,]+/)
    .filter((part) => part !== "");
  if (identities.length > 0 && identities.every((identity) => IDENTITY.test(identity))) return identities;
  throw new RibinError(
    "CONFIGURATION_INVALID",
    `${source} must hold age identities (AGE-SECRET-KEY-1…), that of new bundles first.`,
  );
}

async function readOwnFile(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0)
    throw new RibinError("CONFIGURATION_INVALID", `Others may read the bundles' key ${file}: make it mode 0600.`);
  return readFile(file, "utf8");
}

/** Of two processes that make it at once, both take the one that was there first. */
async function makeFile(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(draft, `${await generateX25519Identity()}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, "utf8");
}
