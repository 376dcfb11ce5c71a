/** Keys wrapped as age files in armour, which `age --decrypt --identity FILE` opens too. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { RibinError } from "../../domain/errors.ts";
import type { KeyWrapper } from "../../ports/key-wrapper.ts";
import { makeIdentityFile, parseIdentities, readOwnFile } from "./own-identities.ts";

export interface OperatorKeysPlace {
  /** Identities separated by commas or blanks, of which the first wraps; null: they lie in the data folder, and one is made there. */
  readonly keys: string | null;
  readonly dataDir: string;
  /** Told where a file was made: whoever runs the service has something new to keep. */
  onMade(file: string): void;
}

/** Errors, when it is used: CONFIGURATION_INVALID where a key is none, or its file can be read by others. */
export function createAgeKeyWrapper({ keys, dataDir, onMade }: OperatorKeysPlace): KeyWrapper {
  const file = join(dataDir, "keys", "store.keys");
  const source = keys === null ? file : "RIBIN_STORE_KEYS";
  const readIdentities = async (): Promise<readonly string[]> => {
    const text = keys ?? (await readOwnFile(file));
    return text === null ? [] : parseIdentities(text, source);
  };
  const makeOwn = async () => {
    const made = parseIdentities(await makeIdentityFile(file), file);
    onMade(file);
    return made;
  };
  const readFirst = async () => {
    const known = await readIdentities();
    const [first] = known.length > 0 ? known : await makeOwn();
    return identityToRecipient(first as string);
  };
  const missing = (known: readonly string[], what: string, cause: unknown) =>
    new RibinError(
      "STORE_KEY_MISSING",
      `${source} ${known.length === 0 ? "is not there" : "does not hold the key"} that opens ${what}.`,
      { cause },
    );
  return {
    makeIdentity: () => generateX25519Identity(),
    async wrap(identity, note) {
      const recipient = await readFirst();
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      const wrapped = armor.encode(await encrypter.encrypt(`# ${note}\n${identity}\n`));
      return { wrapped, wrappedBy: nameRecipient(recipient) };
    },
    async unwrap(wrapped) {
      const known = await readIdentities();
      const decrypter = new Decrypter();
      for (const identity of known) decrypter.addIdentity(identity);
      const text = await decrypter.decrypt(armor.decode(wrapped), "text").catch((cause: unknown) => {
        throw missing(known, "the keys of the stored files", cause);
      });
      return parseIdentities(text, "A key in the database")[0] as string;
    },
    async readName() {
      const [first] = await readIdentities();
      return first === undefined ? null : nameRecipient(await identityToRecipient(first));
    },
    async seal(body) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(await readFirst());
      return (await encrypter.encrypt(toWeb(body))) as unknown as AsyncIterable<Uint8Array>;
    },
    async open(sealed) {
      const known = await readIdentities();
      const decrypter = new Decrypter();
      for (const identity of known) decrypter.addIdentity(identity);
      const plain = await decrypter.decrypt(toWeb(sealed)).catch((cause: unknown) => {
        if (cause instanceof RibinError) throw cause;
        throw missing(known, "the copy of the database", cause);
      });
      return fromWeb(plain);
    },
  };
}

const toWeb = (body: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(body, { objectMode: false })) as unknown as globalThis.ReadableStream<Uint8Array>;

/** What our own streams refuse is told as it is; what age refuses was changed or cut. */
async function* fromWeb(body: globalThis.ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (cause instanceof RibinError) throw cause;
    throw new RibinError("FILE_SEAL_BROKEN", "The copy of the database was changed or cut off since it was sealed.", {
      cause,
    });
  }
}

/** Tells keys apart; of the public half, and only a part of its hash. */
function nameRecipient(recipient: string): string {
  return createHash("sha256").update(recipient).digest("hex").slice(0, 12);
}
