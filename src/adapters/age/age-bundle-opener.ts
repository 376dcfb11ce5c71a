/** Bundles are encrypted to the region's age key: of the settings, or one of the service's own that is made when it is first asked for. */
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Decrypter, identityToRecipient } from "age-encryption";
import { RibinError } from "../../domain/errors.ts";
import type { BundleOpener } from "../../ports/bundle-opener.ts";
import { makeIdentityFile, parseIdentities, readOwnFile } from "./own-identities.ts";

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
      ? parseIdentities((await readOwnFile(file)) ?? (await makeIdentityFile(file)), file)
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
