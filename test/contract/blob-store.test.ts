import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { openS3Store } from "../../src/adapters/storage/s3-store.ts";
import { createSealedStore } from "../../src/adapters/storage/sealed/sealed-store.ts";
import type { BlobStore, RawBlobStore } from "../../src/ports/blob-store.ts";
import { readTestS3 } from "../support/test-s3.ts";
import { makeTestStoreKeys } from "../support/test-store-keys.ts";

function describeBlobStore(name: string, open: () => Promise<BlobStore>): void {
  describe(`the blob store in ${name}`, () => {
    let store: BlobStore;
    const run = randomUUID();
    const key = (name: string) => `tests/${run}/${name}`;
    const put = (of: string, body: Readable | Uint8Array) => store.putBlob(of, body, "JM");
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    test("gives back the bytes it was given, as bytes and as a stream", async () => {
      const bytes = new Uint8Array(randomBytes(100_000));
      expect(await put(key("a.x3p"), bytes)).toEqual({ size: 100_000 });
      expect(Buffer.compare(await store.readBlob(key("a.x3p")), bytes)).toBe(0);
      expect(Buffer.compare(await buffer(await store.openBlob(key("a.x3p"))), bytes)).toBe(0);
      expect(await store.statBlob(key("a.x3p"))).toEqual({ size: 100_000 });
    });

    test("lists the blobs below a prefix, with their age", async () => {
      const started = Date.now() - 5_000;
      await put(key("listed/one"), Buffer.from("1"));
      await put(key("listed/deep/two"), Buffer.from("2"));
      await put(key("listed-not/three"), Buffer.from("3"));
      const found: string[] = [];
      for await (const blob of store.listBlobs(key("listed"))) {
        found.push(blob.key);
        expect(blob.modifiedAt.getTime()).toBeGreaterThan(started);
      }
      expect(found.sort()).toEqual([key("listed/deep/two"), key("listed/one")]);
      for await (const blob of store.listBlobs(key("nothing-here"))) throw new Error(`Unexpected: ${blob.key}`);
    });

    test("takes an empty blob", async () => {
      expect(await put(key("empty"), Readable.from([]))).toEqual({ size: 0 });
      expect(await store.statBlob(key("empty"))).toEqual({ size: 0 });
      expect((await store.readBlob(key("empty"))).length).toBe(0);
    });

    test("takes a stream of many parts, larger than any buffer", async () => {
      const part = randomBytes(1024 * 1024);
      const parts = Array.from({ length: 20 }, (_, index) => Buffer.from(part).fill(index, 0, 8));
      expect(await put(key("large"), Readable.from(parts))).toEqual({ size: 20 * part.length });
      expect(Buffer.compare(await store.readBlob(key("large")), Buffer.concat(parts))).toBe(0);
    });

    test("replaces a blob whole", async () => {
      await put(key("replaced"), Buffer.from("the first, longer one"));
      await put(key("replaced"), Readable.from([Buffer.from("the second")]));
      expect(Buffer.from(await store.readBlob(key("replaced"))).toString()).toBe("the second");
    });

    test.each([1, 12])(
      "a stream that fails after %i MiB leaves nothing, and an older blob as it was",
      async (mebibytes) => {
        async function* failing() {
          for (let part = 0; part < mebibytes; part++) yield randomBytes(1024 * 1024);
          throw new Error("the line was cut");
        }
        await expect(put(key(`cut-${mebibytes}`), Readable.from(failing()))).rejects.toThrow("the line was cut");
        expect(await store.statBlob(key(`cut-${mebibytes}`))).toBeNull();

        await put(key("kept"), Buffer.from("older"));
        await expect(put(key("kept"), Readable.from(failing()))).rejects.toThrow("the line was cut");
        expect(Buffer.from(await store.readBlob(key("kept"))).toString()).toBe("older");
      },
    );

    test("moves a blob, over another one too", async () => {
      await put(key("incoming/1"), Buffer.from("one"));
      await put(key("moved/1"), Buffer.from("other"));
      await store.moveBlob(key("incoming/1"), key("moved/1"));
      expect(await store.statBlob(key("incoming/1"))).toBeNull();
      expect(Buffer.from(await store.readBlob(key("moved/1"))).toString()).toBe("one");
      await store.moveBlob(key("moved/1"), key("moved/1"));
      expect(Buffer.from(await store.readBlob(key("moved/1"))).toString()).toBe("one");
    });

    test("says FILE_NOT_FOUND where there is none, and deletes it without complaint", async () => {
      const missing = { code: "FILE_NOT_FOUND" };
      await expect(store.readBlob(key("none"))).rejects.toMatchObject(missing);
      await expect(store.openBlob(key("none"))).rejects.toMatchObject(missing);
      await expect(store.moveBlob(key("none"), key("else"))).rejects.toMatchObject(missing);
      expect(await store.statBlob(key("none"))).toBeNull();
      await store.deleteBlob(key("none"));
    });

    test("a deleted blob is gone", async () => {
      await put(key("deleted"), Buffer.from("x"));
      await store.deleteBlob(key("deleted"));
      expect(await store.statBlob(key("deleted"))).toBeNull();
    });

    test("refuses keys that are no keys", async () => {
      for (const bad of [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        ".hidden",
        "a/.b",
        "a\\b",
        "a b",
        "a\0",
        "é",
        "x".repeat(600),
      ]) {
        await expect(put(bad, Buffer.from("x"))).rejects.toThrow(RangeError);
        await expect(store.readBlob(bad)).rejects.toThrow(RangeError);
        await expect(store.moveBlob(key("a.x3p"), bad)).rejects.toThrow(RangeError);
        await expect(store.deleteBlob(bad)).rejects.toThrow(RangeError);
      }
    });

    test("is ready", async () => {
      await store.checkReady();
    });
  });
}

const folders: string[] = [];
async function openFolder(): Promise<RawBlobStore> {
  const folder = await mkdtemp(join(tmpdir(), "ribin-blobs-"));
  folders.push(folder);
  return openFilesystemStore(folder);
}
describeBlobStore("a folder", openFolder);
describeBlobStore("a folder, sealed", async () => createSealedStore(await openFolder(), makeTestStoreKeys()));

describe("the folders of the blob store", () => {
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  test("hold no incomplete file after failures", async () => {
    expect(folders).toHaveLength(2);
    for (const folder of folders) expect(await readdir(join(folder, ".incomplete"))).toEqual([]);
  });
});

const s3 = readTestS3();
if (s3) {
  describeBlobStore("an S3 bucket", async () => openS3Store(s3));
  describeBlobStore("an S3 bucket, sealed", async () => createSealedStore(openS3Store(s3), makeTestStoreKeys()));

  describe("an S3 store that is away", () => {
    test("is UNAVAILABLE, and not ready", async () => {
      const store = openS3Store({ ...s3, endpoint: "http://127.0.0.1:9" });
      await expect(store.checkReady()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(store.readBlob("a")).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await store.close();
    });
  });
}
