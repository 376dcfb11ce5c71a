import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Decrypter, Encrypter, identityToRecipient, Stanza } from "age-encryption";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { openS3Store } from "../../src/adapters/storage/s3-store.ts";
import { createSealedStore } from "../../src/adapters/storage/sealed/sealed-store.ts";
import type { RawBlobStore, SealedStore } from "../../src/ports/blob-store.ts";
import { readTestS3 } from "../support/test-s3.ts";
import { makeTestStoreKeys, type TestStoreKeys } from "../support/test-store-keys.ts";

const CHUNK = 65_536;
const TAG = 16;
const NONCE = 16;
/** Around each place where chunks begin and end. */
const SIZES = [0, 1, 511, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 200_000];
const BROKEN = { code: "FILE_SEAL_BROKEN" };

function describeSealedStore(name: string, openRaw: () => Promise<RawBlobStore>): void {
  describe(`sealed files in ${name}`, () => {
    let raw: RawBlobStore;
    let store: SealedStore;
    let keys: TestStoreKeys;
    const run = randomUUID();
    const key = (of: string | number) => `tests/${run}/${of}`;
    beforeAll(async () => {
      raw = await openRaw();
      keys = makeTestStoreKeys();
      store = createSealedStore(raw, keys);
    });
    afterAll(() => store.close());

    const headerLength = (sealed: Uint8Array) => {
      const text = Buffer.from(sealed.subarray(0, 512)).toString("latin1");
      return text.indexOf("\n", text.indexOf("\n--- ") + 2) + 1;
    };

    test("age reads what is sealed, at every size, and its size is told without opening it", async () => {
      for (const size of SIZES) {
        const plain = randomBytes(size);
        const body = size % 2 === 0 ? plain : Readable.from([plain.subarray(0, size >> 1), plain.subarray(size >> 1)]);
        expect(await store.putBlob(key(size), body, "JM")).toEqual({ size });
        const sealed = await raw.readBlob(key(size));
        const decrypter = new Decrypter();
        decrypter.addIdentity(keys.made.get("JM")?.identity as string);
        expect(Buffer.compare(await decrypter.decrypt(new Uint8Array(sealed)), plain)).toBe(0);
        expect(await store.statBlob(key(size))).toEqual({ size });
        expect(await store.readSeal(key(size))).toEqual({ keyId: keys.made.get("JM")?.id });
      }
    });

    test("what age sealed under the same header is read, as bytes and as a stream", async () => {
      const own = await keys.readCurrent("JM");
      for (const size of SIZES) {
        const plain = randomBytes(size);
        const encrypter = new Encrypter();
        encrypter.addRecipient({ wrapFileKey: () => [new Stanza(["ribin-key", own.id], new Uint8Array())] });
        encrypter.addRecipient(await identityToRecipient(own.identity));
        await raw.putBlob(key("age"), Buffer.from(await encrypter.encrypt(new Uint8Array(plain))));
        expect(Buffer.compare(await store.readBlob(key("age")), plain)).toBe(0);
        expect(Buffer.compare(await buffer(await store.openBlob(key("age"))), plain)).toBe(0);
      }
    });

    test("two states that hold the same file have nothing in common in the store", async () => {
      const plain = randomBytes(4_096);
      await store.putBlob(key("jm"), plain, "JM");
      await store.putBlob(key("tt"), plain, "TT");
      await store.putBlob(key("tt-again"), plain, "TT");
      const [jm, tt, again] = await Promise.all(["jm", "tt", "tt-again"].map((of) => raw.readBlob(key(of))));
      const partsOf = (sealed: Uint8Array | undefined) => {
        const bytes = Buffer.from(sealed as Uint8Array).subarray(headerLength(sealed as Uint8Array));
        return Array.from({ length: bytes.length >> 3 }, (_, at) => bytes.toString("hex", 8 * at, 8 * at + 8));
      };
      const all = [jm, tt, again].flatMap(partsOf);
      expect(new Set(all).size).toBe(all.length);
      expect((await store.readSeal(key("jm")))?.keyId).not.toBe((await store.readSeal(key("tt")))?.keyId);
      expect((await store.readSeal(key("tt-again")))?.keyId).toBe((await store.readSeal(key("tt")))?.keyId);
    });

    test("a file that was changed or cut anywhere is refused, and what came before is what was stored", async () => {
      keys.refusePlain();
      const plain = randomBytes(2 * CHUNK + 100);
      await store.putBlob(key("whole"), plain, "JM");
      const sealed = Buffer.from(await raw.readBlob(key("whole")));
      const header = headerLength(sealed);
      const chunk = (number: number) => header + NONCE + number * (CHUNK + TAG);
      const flipped = (at: number) => {
        const bytes = Buffer.from(sealed);
        bytes[at] = (bytes[at] as number) ^ 1;
        return bytes;
      };
      const changed = {
        "the first byte": flipped(0),
        "the name of the key": flipped(40),
        "the share of the header": flipped(100),
        "the key in the header": flipped(140),
        "the end of the header": flipped(header - 4),
        "the nonce": flipped(header + 3),
        "the first chunk": flipped(chunk(0)),
        "the second chunk": flipped(chunk(1) + 1_000),
        "the last byte": flipped(sealed.length - 1),
        "cut in the header": sealed.subarray(0, 50),
        "cut after the header": sealed.subarray(0, header),
        "cut in the nonce": sealed.subarray(0, header + 7),
        "cut between two chunks": sealed.subarray(0, chunk(1)),
        "cut in a chunk": sealed.subarray(0, chunk(1) + 500),
        "cut by one byte": sealed.subarray(0, -1),
        "a byte more": Buffer.concat([sealed, Buffer.alloc(1)]),
        "two chunks exchanged": Buffer.concat([
          sealed.subarray(0, chunk(0)),
          sealed.subarray(chunk(1), chunk(2)),
          sealed.subarray(chunk(0), chunk(1)),
          sealed.subarray(chunk(2)),
        ]),
        "not sealed at all": plain,
        empty: Buffer.alloc(0),
      };
      for (const [what, bytes] of Object.entries(changed)) {
        await raw.putBlob(key("changed"), bytes);
        // A name that no key has is a key that is missing: that is told apart.
        const refusal = what === "the name of the key" ? { code: "STORE_KEY_MISSING" } : BROKEN;
        await expect(store.readBlob(key("changed")).then(() => what)).rejects.toMatchObject(refusal);
        const given: Buffer[] = [];
        const stream = async () => {
          for await (const part of await store.openBlob(key("changed"))) given.push(part);
          return what;
        };
        await expect(stream()).rejects.toMatchObject(refusal);
        const got = Buffer.concat(given);
        expect(Buffer.compare(got, plain.subarray(0, got.length))).toBe(0);
        expect(got.length).toBeLessThan(plain.length);
      }
      expect(Buffer.compare(await store.readBlob(key("whole")), plain)).toBe(0);
    });

    test("without its key a file is closed, and another state's is not", async () => {
      await store.putBlob(key("of-jm"), Buffer.from("of JM"), "JM");
      await store.putBlob(key("of-tt"), Buffer.from("of TT"), "TT");
      keys.forget(keys.made.get("JM")?.id as string);
      await expect(store.readBlob(key("of-jm"))).rejects.toMatchObject({ code: "STORE_KEY_MISSING" });
      await expect(store.openBlob(key("of-jm"))).rejects.toMatchObject({ code: "STORE_KEY_MISSING" });
      expect(Buffer.from(await store.readBlob(key("of-tt"))).toString()).toBe("of TT");
    });

    test("a moved file stays sealed", async () => {
      await store.putBlob(key("incoming"), Buffer.from("moved"), "TT");
      await store.moveBlob(key("incoming"), key("settled"));
      expect(Buffer.from(await raw.readBlob(key("settled"))).includes("moved")).toBe(false);
      expect(Buffer.from(await store.readBlob(key("settled"))).toString()).toBe("moved");
    });
  });
}

let folder = "";
describeSealedStore("a folder", async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-sealed-"));
  return openFilesystemStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const s3 = readTestS3();
if (s3) describeSealedStore("an S3 bucket", async () => openS3Store(s3));

test("a file from before is read as it is until all are sealed", async () => {
  const place = await mkdtemp(join(tmpdir(), "ribin-plain-"));
  try {
    const raw = await openFilesystemStore(place);
    const keys = makeTestStoreKeys();
    const store = createSealedStore(raw, keys);
    await writeFile(join(place, "old"), "from before");
    expect(Buffer.from(await store.readBlob("old")).toString()).toBe("from before");
    expect((await buffer(await store.openBlob("old"))).toString()).toBe("from before");
    expect(await store.statBlob("old")).toEqual({ size: 11 });
    expect(await store.readSeal("old")).toEqual({ keyId: null });
    keys.refusePlain();
    await expect(store.readBlob("old")).rejects.toMatchObject(BROKEN);
    await expect(store.openBlob("old")).rejects.toMatchObject(BROKEN);
    await expect(store.statBlob("old")).rejects.toMatchObject(BROKEN);
    expect(await readFile(join(place, "old"), "utf8")).toBe("from before");
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
