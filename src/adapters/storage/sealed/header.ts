/**
 * The header of a sealed file is age's own, written and read by `age-encryption`: a stanza that names the key, which every reader of age files
 * passes over, and one for that key. So `age --decrypt` opens a file of the store with the state's key, without this program.
 */
import { Decrypter, Encrypter, identityToRecipient, Stanza } from "age-encryption";
import type { StoreKey } from "../../../ports/store-keys.ts";
import { openIdentity } from "./x25519.ts";

const NAME = "ribin-key";
const BEGINNING = `age-encryption.org/v1\n-> ${NAME} `;
const END = "\n--- ";
/** A header has some 230 bytes. */
export const MOST_HEADER_BYTES = 512;
/** Of an empty file's payload: the nonce and the only chunk's tag. */
const EMPTY_PAYLOAD_BYTES = 32;

export interface SealHeader {
  readonly keyId: string;
  readonly length: number;
}

/** What stands at the beginning of a stored file; null where it was not sealed. Throws where a header was changed or cut. */
export function readHeader(head: Uint8Array): SealHeader | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, MOST_HEADER_BYTES)).toString(
    "latin1",
  );
  if (!text.startsWith(BEGINNING)) return null;
  const keyId = text.slice(BEGINNING.length, text.indexOf("\n", BEGINNING.length));
  const end = text.indexOf("\n", text.indexOf(END) + END.length);
  if (!text.includes(END) || end < 0) throw new Error("the header has no end");
  return { keyId, length: end + 1 };
}

/** A header for one more file, and the key of that file. */
export async function writeHeader(key: StoreKey): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const made: Uint8Array[] = [];
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: (fileKey) => {
      made.push(fileKey);
      return [new Stanza([NAME, key.id], new Uint8Array())];
    },
  });
  encrypter.addRecipient(await readRecipient(key));
  const empty = await encrypter.encrypt(new Uint8Array());
  const [fileKey] = made;
  if (fileKey === undefined) throw new Error("age gave no key");
  return { header: empty.subarray(0, empty.length - EMPTY_PAYLOAD_BYTES), fileKey };
}

/** The file's key; throws where the header was changed, or is for another key than it names. */
export async function openHeader(key: StoreKey, header: Uint8Array): Promise<Uint8Array> {
  return readDecrypter(key).decryptHeader(header);
}

const recipients = new WeakMap<StoreKey, Promise<string>>();
const decrypters = new WeakMap<StoreKey, Decrypter>();

function readRecipient(key: StoreKey): Promise<string> {
  const known = recipients.get(key) ?? identityToRecipient(key.identity);
  recipients.set(key, known);
  return known;
}

function readDecrypter(key: StoreKey): Decrypter {
  let known = decrypters.get(key);
  if (known === undefined) {
    known = new Decrypter();
    known.addIdentity(openIdentity(key.identity));
    decrypters.set(key, known);
  }
  return known;
}
