import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { armor, Decrypter, generateX25519Identity } from "age-encryption";
import { createAgeKeyWrapper } from "../../src/adapters/age/age-key-wrapper.ts";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { createSealedStore } from "../../src/adapters/storage/sealed/sealed-store.ts";
import { SYSTEM_ACTOR } from "../../src/domain/context.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { RawBlobStore } from "../../src/ports/blob-store.ts";
import { systemClock } from "../../src/ports/clock.ts";
import { beginSealing } from "../../src/usecases/keys/begin-sealing.ts";
import { openStoreKeys } from "../../src/usecases/keys/open-store-keys.ts";
import { resealFiles, type Sealing } from "../../src/usecases/keys/reseal-files.ts";
import { rotateStoreKeys } from "../../src/usecases/keys/rotate-store-keys.ts";
import { describeEachSql } from "../support/test-sql.ts";

const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "test" };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const MISSING = { code: "STORE_KEY_MISSING" };

describeEachSql("the keys of stored files", (getSql) => {
  let folder = "";
  let raw: RawBlobStore;
  let operatorKeys = "";
  const sql = () => getSql().under(() => PROGRAM);
  const deps = () => ({ sql: sql(), clock: systemClock, log: silent });

  /** What a process has of it. */
  async function openSealing(keys: string | null = operatorKeys, dataDir = folder): Promise<Sealing> {
    const wrapper = createAgeKeyWrapper({ keys, dataDir, onMade: () => {} });
    const ring = openStoreKeys({ ...deps(), wrapper });
    await ring.load();
    return { store: createSealedStore(raw, ring), keys: ring, wrapper };
  }
  const read = async (sealing: Sealing, key: string) => Buffer.from(await sealing.store.readBlob(key)).toString();
  const sealOf = async (sealing: Sealing, key: string) => (await sealing.store.readSeal(key))?.keyId;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ribin-keys-"));
    raw = await openFilesystemStore(join(folder, "files"));
    operatorKeys = await generateX25519Identity();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("each state gets a key of its own when it is first needed, once however many ask", async () => {
    const sealing = await openSealing();
    await Promise.all(
      Array.from({ length: 5 }, (_, n) => sealing.store.putBlob(`previews/${n}.png`, Buffer.from("picture"), "JM")),
    );
    await sealing.store.putBlob("previews/tt.png", Buffer.from("picture"), "TT");
    await sealing.store.putBlob("imports/x/0", Buffer.from("list"), null);
    const { rows } = await sql().query(
      "select owner_state, wrapped from store_keys order by owner_state nulls last",
      [],
    );
    expect(rows.map((row) => row.owner_state)).toEqual(["JM", "TT", null]);
    const { rows: events } = await sql().query(
      "select owner_states from audit_events where action = 'store_key.created' order by seq",
      [],
    );
    expect(events.map((row) => row.owner_states)).toEqual([["JM"], ["TT"], []]);
  });

  test("the database alone opens nothing, and the operator's key opens all by age itself", async () => {
    const { rows } = await sql().query("select id, wrapped from store_keys", []);
    expect(JSON.stringify(rows)).not.toContain("AGE-SECRET-KEY");
    const operator = new Decrypter();
    operator.addIdentity(operatorKeys);
    const sealing = await openSealing();
    const id = await sealOf(sealing, "previews/tt.png");
    const wrapped = String(rows.find((row) => row.id === id)?.wrapped);
    const text = await operator.decrypt(armor.decode(wrapped), "text");
    expect(text).toMatch(new RegExp(`^# ribin store key ${id} of TT\nAGE-SECRET-KEY-1[0-9A-Z]{58}\n$`));
    const state = new Decrypter();
    state.addIdentity(text.split("\n")[1] as string);
    expect(await state.decrypt(new Uint8Array(await raw.readBlob("previews/tt.png")), "text")).toBe("picture");
  });

  test("another process reads what this one sealed; one with another operator's key neither reads nor makes keys", async () => {
    expect(await read(await openSealing(), "previews/1.png")).toBe("picture");
    const stranger = await openSealing(await generateX25519Identity());
    await expect(stranger.keys.check()).rejects.toMatchObject(MISSING);
    await expect(read(stranger, "previews/1.png")).rejects.toMatchObject(MISSING);
    await expect(stranger.store.putBlob("previews/no.png", Buffer.from("x"), "JM")).rejects.toMatchObject(MISSING);
    await expect(stranger.store.putBlob("previews/no.png", Buffer.from("x"), "BB")).rejects.toMatchObject(MISSING);
    expect(await raw.statBlob("previews/no.png")).toBeNull();
    await (await openSealing()).keys.check();
  });

  test("a rotation brings every file under a new key, and what an older process knows still reads and writes", async () => {
    const [older, sealing] = [await openSealing(), await openSealing()];
    const before = await sealOf(sealing, "previews/1.png");
    expect(await rotateStoreKeys(deps(), CONTEXT, sealing.keys, "JM")).toEqual(["JM"]);
    const [tt, jm] = [await sealOf(sealing, "previews/tt.png"), await sealOf(sealing, "previews/1.png")];
    expect(jm).toBe(before);
    const tally = await resealFiles(deps(), CONTEXT, sealing);
    expect(tally).toMatchObject({ resealed: 5, sealed: 0, purged: 0, leftPlain: 0, rewrapped: 0, looked: 7 });
    expect(await sealOf(sealing, "previews/1.png")).not.toBe(before);
    expect(await sealOf(sealing, "previews/tt.png")).toBe(tt);
    // It has not looked for newer keys yet.
    await older.store.putBlob("previews/1.png", Buffer.from("newer picture"), "JM");
    expect(await sealOf(older, "previews/1.png")).toBe(before);
    expect(await read(older, "previews/2.png")).toBe("picture");
    expect(await resealFiles(deps(), CONTEXT, sealing)).toMatchObject({ resealed: 1 });
    expect(await read(sealing, "previews/1.png")).toBe("newer picture");
    expect(await resealFiles(deps(), CONTEXT, sealing)).toMatchObject({ resealed: 0, sealed: 0 });
  });

  test("broken off, a rotation goes on from where it was", async () => {
    const sealing = await openSealing();
    await rotateStoreKeys(deps(), CONTEXT, sealing.keys, null);
    let written = 0;
    const failing: Sealing = {
      ...sealing,
      store: {
        ...sealing.store,
        putBlob: async (...put) => {
          if (written === 2) throw new Error("the power failed");
          written += 1;
          return sealing.store.putBlob(...put);
        },
      },
    };
    await expect(resealFiles(deps(), CONTEXT, failing)).rejects.toThrow("the power failed");
    expect(await resealFiles(deps(), CONTEXT, await openSealing())).toMatchObject({ resealed: 4 });
    expect(await read(await openSealing(), "previews/2.png")).toBe("picture");
  });

  test("the operator's key is changed: the new one opens everything, and the old one is not needed", async () => {
    const next = await generateX25519Identity();
    const both = await openSealing(`${next},${operatorKeys}`);
    expect(await resealFiles(deps(), CONTEXT, both)).toMatchObject({ rewrapped: 7, resealed: 0 });
    const alone = await openSealing(next);
    await alone.keys.check();
    expect(await read(alone, "previews/tt.png")).toBe("picture");
    await expect((await openSealing(operatorKeys)).keys.check()).rejects.toMatchObject(MISSING);
    operatorKeys = next;
  });

  test("a file that a purge took, and that is there all the same, goes", async () => {
    const sealing = await openSealing();
    await sealing.store.putBlob("previews/purged.png", Buffer.from("purged"), "JM");
    await sealing.store.putBlob("previews/going.png", Buffer.from("going"), "JM");
    await rotateStoreKeys(deps(), CONTEXT, sealing.keys, "JM");
    // What the purge's own constraints ask for is told by its own tests.
    const purge = async (key: string) => {
      await getSql().query("alter table purge_blobs drop constraint if exists purge_blobs_purge_id_fkey", []);
      await getSql().query("insert into purge_blobs (purge_id, owner_state, blob_key) values ($1, 'JM', $2)", [
        crypto.randomUUID(),
        key,
      ]);
    };
    await purge("previews/purged.png");
    const meanwhile: Sealing = {
      ...sealing,
      store: {
        ...sealing.store,
        // The purge comes, and deletes the file, while its bytes are on their way back.
        putBlob: async (...put) => {
          if (put[0] === "previews/going.png") {
            await purge(put[0]);
            await sealing.store.deleteBlob(put[0]);
          }
          return sealing.store.putBlob(...put);
        },
      },
    };
    expect(await resealFiles(deps(), CONTEXT, meanwhile)).toMatchObject({ purged: 2, resealed: 5 });
    expect(await raw.statBlob("previews/purged.png")).toBeNull();
    expect(await raw.statBlob("previews/going.png")).toBeNull();
  });

  test("files of before are sealed by the same command, under their state's key, and then none may be plain", async () => {
    await getSql().query("delete from store_sealing", []);
    await raw.putBlob("archives/BB/trail.jsonl", Buffer.from("of Barbados"));
    await raw.putBlob("previews/old.png", Buffer.from("old picture"));
    await raw.putBlob("incoming/on-its-way", Buffer.from("on its way"));
    const sealing = await openSealing();
    expect(await read(sealing, "archives/BB/trail.jsonl")).toBe("of Barbados");
    expect(await resealFiles(deps(), CONTEXT, sealing)).toMatchObject({ sealed: 2, leftPlain: 1 });
    expect(sealing.keys.mayBePlain()).toBe(true);
    expect(await sealOf(sealing, "archives/BB/trail.jsonl")).toBe((await sealing.keys.readCurrent("BB")).id);
    await raw.deleteBlob("incoming/on-its-way");
    expect(await resealFiles(deps(), CONTEXT, sealing)).toMatchObject({ sealed: 0, leftPlain: 0 });
    expect(sealing.keys.mayBePlain()).toBe(false);
    await raw.putBlob("previews/forged.png", Buffer.from("forged"));
    await expect(read(sealing, "previews/forged.png")).rejects.toMatchObject({ code: "FILE_SEAL_BROKEN" });
    await raw.deleteBlob("previews/forged.png");
    const found: string[] = [];
    for (const name of await readdir(join(folder, "files"), { recursive: true })) {
      const path = join(folder, "files", name);
      if ((await stat(path)).isFile()) found.push(await readFile(path, "latin1"));
    }
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter((text) => /picture|of Barbados|list/.test(text))).toEqual([]);
  });

  test("a system that never stored anything refuses plain files from the start; one that did does not", async () => {
    await getSql().query("delete from store_sealing", []);
    await getSql().query("delete from store_keys", []);
    await beginSealing(deps(), raw);
    expect((await openSealing()).keys.mayBePlain()).toBe(true);
    const empty = await openFilesystemStore(join(folder, "empty"));
    await beginSealing(deps(), empty);
    expect((await openSealing()).keys.mayBePlain()).toBe(false);
  });

  test("without a setting the operator's key lies in the data folder, for its account only", async () => {
    const dataDir = join(folder, "data");
    const sealing = await openSealing(null, dataDir);
    await sealing.store.putBlob("previews/own.png", Buffer.from("own"), "GY");
    const file = join(dataDir, "keys", "store.keys");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await read(await openSealing(null, dataDir), "previews/own.png")).toBe("own");
    await rm(file);
    await expect(read(await openSealing(null, dataDir), "previews/own.png")).rejects.toMatchObject(MISSING);
    await expect(
      (await openSealing(null, dataDir)).store.putBlob("previews/x.png", Buffer.from("x"), "GY"),
    ).rejects.toMatchObject(MISSING);
    // Nothing is made in its place.
    await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
