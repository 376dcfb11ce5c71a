/** Backups of PostgreSQL by its own tools: one moment, compared row by row. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { generateX25519Identity } from "age-encryption";
import { createAgeKeyWrapper } from "../../src/adapters/age/age-key-wrapper.ts";
import { createPostgresDumper, createPostgresRestorer } from "../../src/adapters/postgres/backup/postgres-copies.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { openFolderPlace } from "../../src/cli/backup/folder-place.ts";
import { SYSTEM_ACTOR } from "../../src/domain/context.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import { systemClock } from "../../src/ports/clock.ts";
import type { DatabaseDumper } from "../../src/ports/database-copies.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { createBackup } from "../../src/usecases/backup/create-backup.ts";
import { restoreBackup } from "../../src/usecases/backup/restore-backup.ts";
import { makeLockWorld } from "../support/lock-world.ts";
import { copyTestDatabase } from "../support/test-sql.ts";

const serverUrl = process.env.RIBIN_TEST_DATABASE_URL;
const describeOnServer = serverUrl ? describe : describe.skip;
const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "test" };

/** Of each table the hash of all its rows. */
async function hashTables(sql: OwnerSql): Promise<Record<string, string>> {
  const { rows } = await sql.query(
    "select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')",
  );
  const hashes: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await sql.query(
      `select count(*)::text || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as hash from ${String(name)} t`,
    );
    hashes[String(name)] = String(found[0]?.hash);
  }
  return hashes;
}

describeOnServer("a backup of PostgreSQL", () => {
  let folder = "";
  let source: Awaited<ReturnType<typeof copyTestDatabase>>;
  let sql: OwnerSql;
  let keys = "";
  const targets: { url: string; drop(): Promise<void> }[] = [];

  async function makeEmptyDatabase(): Promise<string> {
    const name = `ribin_test_${randomUUID().replaceAll("-", "")}`;
    const admin = openPostgres(serverUrl ?? "", { poolSize: 1 });
    await admin.query(`create database ${name}`);
    targets.push({
      url: Object.assign(new URL(serverUrl ?? ""), { pathname: `/${name}` }).href,
      drop: async () => {
        await admin.query(`drop database ${name} with (force)`);
        await admin.close();
      },
    });
    return targets.at(-1)?.url ?? "";
  }
  const wrapper = () => createAgeKeyWrapper({ keys, dataDir: folder, onMade: () => {} });
  const openRaw = (name: string) => openFilesystemStore(join(folder, name));
  const place = () => openFolderPlace(join(folder, "backups"));

  /** The files that the world's rows name. */
  async function putFiles(): Promise<number> {
    const raw = await openRaw("files");
    const { rows } = await sql.query(
      `select blob_key as key from acquisitions union select preview_key from acquisitions union select prepared_key from features
       union select mark_key_a from comparisons union select mark_key_b from comparisons union select pdf_key from reports
       union select blob_key from comparison_pictures union select land ->> 'key' from bullet_comparisons cross join jsonb_array_elements(lands) as land`,
    );
    const named = rows.map(({ key }) => key).filter((key): key is string => typeof key === "string");
    for (const key of named) await raw.putBlob(key, Buffer.from(`file of ${key}`));
    return named.length;
  }
  const back = async (dumper: DatabaseDumper) =>
    createBackup({ sql: sql.under(() => PROGRAM), clock: systemClock }, CONTEXT, {
      place: place(),
      dumper,
      raw: await openRaw("files"),
      wrapper: wrapper(),
      version: "test",
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ribin-pg-backup-"));
    keys = await generateX25519Identity();
    source = await copyTestDatabase(serverUrl ?? "");
    sql = openPostgres(source.url);
    await makeLockWorld(sql);
    // Keys as the program makes them; what holds rows fast is not what is tested.
    await sql.transaction(async (tx) => {
      await tx.query("set local session_replication_role = replica");
      await tx.query("update acquisitions set blob_key = 'acquisitions/' || id");
      await tx.query("update reports set pdf_key = 'reports/' || id || '.pdf'");
    });
    await putFiles();
  });
  afterAll(async () => {
    await sql.close();
    await source.drop();
    for (const target of targets) await target.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test("is of one moment, whatever is written meanwhile, and restored it is the same to the last row", async () => {
    const before = await hashTables(sql);
    const dumper = createPostgresDumper({ url: source.url, bin: null });
    const { manifest } = await back({
      ...dumper,
      withSnapshot: (work) =>
        dumper.withSnapshot(async ({ tx, readDump }) =>
          work({
            tx,
            async *readDump() {
              // Between the counts and the copy.
              await sql.query(
                "insert into labs (id, owner_state, name, contact, created_at) values ($1, 'TT', $2, 'x', now())",
                [randomUUID(), randomUUID()],
              );
              yield* readDump();
            },
          }),
        ),
    });
    expect(manifest.tables.labs).toBe(Number(before.labs?.split(" ")[0]));
    expect(manifest.files.count).toBeGreaterThan(3);
    const url = await makeEmptyDatabase();
    const raw = await openRaw("restored");
    const restorer = createPostgresRestorer({ url, bin: null });
    await restoreBackup({ place: place(), restorer, raw, wrapper: wrapper() }, null);
    const restored = openPostgres(url);
    try {
      expect(await hashTables(restored)).toEqual(before);
      // The second lock came along: roles, policies and grants are as they were.
      // The server writes "(a or b) or c" back as "a or b or c".
      const policies = async (of: OwnerSql) =>
        (
          await of.query(
            "select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies order by 1, 2",
          )
        ).rows.map((row) => Object.values(row).map((value) => String(value).replaceAll(/[()]/g, "")));
      const grants = (of: OwnerSql) =>
        of
          .query(
            `select table_name, grantee, privilege_type from information_schema.role_table_grants
             where table_schema = 'public' and grantee like 'ribin\\_%' order by 1, 2, 3`,
          )
          .then(({ rows }) => rows);
      expect(await policies(restored)).toEqual(await policies(sql));
      expect(await grants(restored)).toEqual(await grants(sql));
      await expect(restored.under(() => PROGRAM).query("delete from audit_events", [])).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    } finally {
      await restored.close();
    }
    for await (const { key } of (await openRaw("files")).listBlobs("acquisitions"))
      expect(Buffer.from(await raw.readBlob(key)).toString()).toBe(`file of ${key}`);
    await expect(restoreBackup({ place: place(), restorer, raw, wrapper: wrapper() }, null)).rejects.toMatchObject({
      code: "RESTORE_NOT_EMPTY",
    });
  });

  test("is restored into a store that has nothing else, and goes on where it broke off", async () => {
    const url = await makeEmptyDatabase();
    const raw = await openRaw("half");
    const restorer = createPostgresRestorer({ url, bin: null });
    const parts = { place: place(), restorer, wrapper: wrapper() };
    let put = 0;
    const failing = {
      ...raw,
      putBlob: async (...args: Parameters<typeof raw.putBlob>) => {
        put += 1;
        if (put > 2) throw new Error("the power failed");
        return raw.putBlob(...args);
      },
    };
    await expect(restoreBackup({ ...parts, raw: failing }, null)).rejects.toThrow("the power failed");
    await restorer.assertEmpty();
    await raw.putBlob("previews/stranger.png", Buffer.from("x"));
    await expect(restoreBackup({ ...parts, raw }, null)).rejects.toMatchObject({ code: "RESTORE_NOT_EMPTY" });
    await raw.deleteBlob("previews/stranger.png");
    await restoreBackup({ ...parts, raw }, null);
  });

  test("is not made by a login that does not see all rows, nor where a file is missing or the tools are", async () => {
    const role = `ribin_test_${randomUUID().replaceAll("-", "")}`;
    await sql.query(`create role ${role} login password 'x'`);
    const url = Object.assign(new URL(source.url), { username: role, password: "x" }).href;
    await expect(back(createPostgresDumper({ url, bin: null }))).rejects.toMatchObject({
      code: "CONFIGURATION_INVALID",
      message: expect.stringContaining("RIBIN_OWNER_DATABASE_URL"),
    });
    await sql.query(`drop role ${role}`);
    await expect(back(createPostgresDumper({ url: source.url, bin: folder }))).rejects.toMatchObject({
      code: "BACKUP_FAILED",
      message: expect.stringContaining("RIBIN_POSTGRES_BIN"),
    });
    const backups = await place().list();
    const raw = await openRaw("files");
    const gone = "acquisitions/gone";
    await sql.query("update acquisitions set blob_key = $1 where id = (select id from acquisitions limit 1)", [gone]);
    await expect(back(createPostgresDumper({ url: source.url, bin: null }))).rejects.toMatchObject({
      code: "BACKUP_FAILED",
      message: expect.stringContaining(gone),
    });
    await raw.putBlob(gone, Buffer.from("there again"));
    expect(await place().list()).toEqual(backups);
    expect((await readdir(join(folder, "backups", "backups"))).filter((name) => name.startsWith("."))).toEqual([]);
    const made = await back(createPostgresDumper({ url: source.url, bin: null }));
    expect(made.copied).toBeGreaterThan(0);
  });
});
