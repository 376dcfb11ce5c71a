/** Stores that refuse, break off, are slow, fall silent or are full: UNAVAILABLE in time, nothing half there, and whole again afterwards. */
import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { Upload } from "@tus/server";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { openS3Store } from "../../src/adapters/storage/s3-store.ts";
import { openFolderUploadStore, openS3UploadStore } from "../../src/adapters/storage/upload-store.ts";
import type { RawBlobStore } from "../../src/ports/blob-store.ts";
import { type FaultyProxy, openFaultyProxy } from "../support/faulty-proxy.ts";
import { mountSmallFolder } from "../support/small-folder.ts";
import { readTestS3 } from "../support/test-s3.ts";

const away = { code: "UNAVAILABLE", status: 503 };
const s3 = readTestS3();

(s3 ? describe : describe.skip)("an S3 store behind a network that fails", () => {
  let proxy: FaultyProxy;
  let store: RawBlobStore;
  let uploads: ReturnType<typeof openS3UploadStore>;
  const run = randomUUID();
  const key = (name: string) => `tests/${run}/${name}`;
  const bytes = new Uint8Array(randomBytes(200_000));
  beforeAll(async () => {
    const address = new URL(s3?.endpoint ?? "");
    proxy = await openFaultyProxy({ host: address.hostname, port: Number(address.port) });
    if (s3 === null) return;
    const options = { ...s3, endpoint: `http://127.0.0.1:${proxy.port}`, silenceMs: 1_500 };
    store = openS3Store(options);
    uploads = openS3UploadStore(options, 24);
    await store.putBlob(key("kept"), bytes);
  });
  afterEach(async () => {
    await proxy.setMode("pass");
    expect(Buffer.compare(await store.readBlob(key("kept")), bytes)).toBe(0);
  });
  afterAll(async () => {
    await store?.close();
    await proxy?.close();
  });

  test("refused: every question is UNAVAILABLE within seconds", async () => {
    await proxy.setMode("refuse");
    const from = performance.now();
    await Promise.all(
      [
        () => store.putBlob(key("new"), bytes),
        () => store.putBlob(key("new"), Readable.from([bytes])),
        () => store.readBlob(key("kept")),
        () => store.openBlob(key("kept")),
        () => store.statBlob(key("kept")),
        () => store.moveBlob(key("kept"), key("moved")),
        () => store.deleteBlob(key("kept")),
        () => store.checkReady(),
        async () => {
          for await (const _blob of store.listBlobs(key("listed")));
        },
      ].map((ask) => expect(ask()).rejects.toMatchObject(away)),
    );
    expect(performance.now() - from).toBeLessThan(8_000);
    await proxy.setMode("pass");
    expect(await store.statBlob(key("new"))).toBeNull();
  });

  test("broken off: no object appears of what was sent, and what is read is whole or an error", async () => {
    await proxy.setMode("cut");
    await expect(store.putBlob(key("cut"), bytes)).rejects.toMatchObject(away);
    await expect(store.putBlob(key("cut"), Readable.from([bytes]))).rejects.toMatchObject(away);
    await expect(store.readBlob(key("kept"))).rejects.toMatchObject(away);
    await expect(store.openBlob(key("kept")).then(buffer)).rejects.toMatchObject(away);
    await proxy.setMode("pass");
    expect(await store.statBlob(key("cut"))).toBeNull();
  });

  test("broken off while the bytes come: they are asked for once more", async () => {
    // The first answer breaks after its first bytes; the second one comes.
    const before = proxy.countConnections();
    await proxy.setMode("cut");
    const read = store.readBlob(key("kept"));
    while (proxy.countConnections() === before) await new Promise((resolve) => setTimeout(resolve, 1));
    await proxy.setMode("pass");
    expect(Buffer.compare(await read, bytes)).toBe(0);
  });

  test("slow: the same bytes, later", async () => {
    await proxy.setMode("slow");
    await store.putBlob(key("slow"), bytes.subarray(0, 60_000));
    expect(Buffer.compare(await store.readBlob(key("slow")), bytes.subarray(0, 60_000))).toBe(0);
  });

  test("silent: what is under way and what begins is given up", async () => {
    await store.statBlob(key("kept"));
    await proxy.setMode("half-open");
    const from = performance.now();
    await Promise.all([
      expect(store.readBlob(key("kept"))).rejects.toMatchObject(away),
      expect(store.putBlob(key("silent"), bytes)).rejects.toMatchObject(away),
    ]);
    expect(performance.now() - from).toBeLessThan(15_000);
  });

  test("a resumable upload is not taken for one that was never begun", async () => {
    const id = randomUUID();
    await uploads.create(new Upload({ id, offset: 0, size: bytes.length, metadata: { filename: "scan.x3p" } }));
    await proxy.setMode("refuse");
    await expect(uploads.getUpload(id)).rejects.toMatchObject(away);
    await expect(uploads.write(Readable.from([bytes]), id, 0)).rejects.toMatchObject(away);
    await proxy.setMode("pass");
    expect(await uploads.getUpload(id)).toMatchObject({ id, offset: 0 });
    await expect(uploads.getUpload(randomUUID())).rejects.toMatchObject({ status_code: 404 });
    await uploads.remove(id);
  });
});

const small = mountSmallFolder(2);
(small ? describe : describe.skip)("a folder on a disk that is full", () => {
  afterAll(() => small?.remove());
  const folder = () => small?.path ?? "";

  test("a blob that finds no space is UNAVAILABLE and not there; what was there is, and there is room again", async () => {
    const store = await openFilesystemStore(join(folder(), "blobs"));
    const kept = new Uint8Array(randomBytes(500_000));
    await store.putBlob("a/kept", kept);
    const large = () => Readable.from(Array.from({ length: 40 }, () => randomBytes(64 * 1024)));
    await expect(store.putBlob("a/large", large())).rejects.toMatchObject({
      ...away,
      message: expect.stringContaining("no space"),
    });
    expect(await store.statBlob("a/large")).toBeNull();
    expect(readdirSync(join(folder(), "blobs", ".incomplete"))).toEqual([]);
    expect(Buffer.compare(await store.readBlob("a/kept"), kept)).toBe(0);
    await store.deleteBlob("a/kept");
    await store.putBlob("a/next", new Uint8Array(1_000_000));
    expect(await store.statBlob("a/next")).toEqual({ size: 1_000_000 });
    await store.deleteBlob("a/next");
  });

  test("a resumable upload stands where the disk was full, and goes on when there is room", async () => {
    const uploads = openFolderUploadStore(join(folder(), "uploads"), 24);
    const bytes = randomBytes(1_200_000);
    const id = randomUUID();
    await uploads.create(new Upload({ id, offset: 0, size: bytes.length, metadata: { filename: "scan.x3p" } }));
    const filler = join(folder(), "filler");
    execFileSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=1k", "count=1400"], { stdio: "ignore" });
    await expect(uploads.write(Readable.from(bytes, { objectMode: false }), id, 0)).rejects.toMatchObject(away);
    rmSync(filler);
    const { offset } = await uploads.getUpload(id);
    expect(offset).toBeLessThan(bytes.length);
    await uploads.write(Readable.from([bytes.subarray(offset)]), id, offset);
    const written = await buffer(uploads.read(id));
    expect(Buffer.compare(written, bytes)).toBe(0);
  });
});
