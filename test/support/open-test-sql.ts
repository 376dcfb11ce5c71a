/** Fresh migrated databases for tests: PGlite from a template made once, PostgreSQL where a server is named. */
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { findMigrations, migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPglite } from "../../src/adapters/postgres/open-pglite.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";

/**
 * A fresh, migrated database: of the server that RIBIN_TEST_DATABASE_URL names, else the embedded one in memory, which costs a suite
 * six seconds more. Close it in `afterAll`. What must be shown on both is shown by `describeEachSql` (test-sql.ts).
 */
export function openTestSql(): Promise<OwnerSql> {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  return url ? openTestPostgres(url) : openTestPglite();
}

export async function openTestPglite(): Promise<OwnerSql> {
  return openPglite(null, { dump: await readTemplate() });
}

/** A copy of the migrated template on the server at `url`; closing it drops it. */
export async function openTestPostgres(url: string): Promise<OwnerSql> {
  const copy = await copyTestDatabase(url);
  const sql = openPostgres(copy.url);
  const close = async () => {
    await sql.close();
    await copy.drop();
  };
  return { ...sql, close };
}

/** The same for a process of its own, which connects by its address. */
export async function copyTestDatabase(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `ribin_test_${randomUUID().replaceAll("-", "")}`;
  const admin = openPostgres(url, { poolSize: 1 });
  await admin.query(`create database ${name} template ${await makeTemplate(admin, url)}`);
  return {
    url: nameDatabase(url, name),
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

function nameDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** The name of the migrated database that others are copied from; made once a server and state of the migrations. */
async function makeTemplate(admin: OwnerSql, url: string): Promise<string> {
  const template = `ribin_template_${hashMigrations()}`;
  const isThere = async () =>
    (await admin.query("select 1 from pg_database where datname = $1", [template])).rowCount === 1;
  if (await isThere()) return template;
  // Of processes that come at once, one makes it. The pool has one connection: the lock is its session's.
  await admin.query("select pg_advisory_lock(hashtext($1))", [template]);
  try {
    if (await isThere()) return template;
    const draft = `${template}_draft`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await admin.query(`create database ${draft}`);
    const sql = openPostgres(nameDatabase(url, draft), { poolSize: 1 });
    await migrate(sql);
    await sql.close();
    await admin.query(`alter database ${draft} rename to ${template}`);
  } finally {
    await admin.query("select pg_advisory_unlock(hashtext($1))", [template]);
  }
  return template;
}

/** The folder of an embedded database that is migrated already, for a process of its own to open: what migrates one is shown elsewhere. */
export async function unpackTestDatabase(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await runProgram("tar", ["-xf", await provideTemplate(), "-C", folder]);
}

const runProgram = promisify(execFile);

async function readTemplate(): Promise<Blob> {
  return new Blob([await readFile(await provideTemplate())], { type: "application/x-tar" });
}

/** The migrated database as a dump, cached under .tmp by the migrations' hash. Processes that race make it twice, harmlessly. */
async function provideTemplate(): Promise<string> {
  const folder = join(findPackageRoot(), ".tmp");
  const path = join(folder, `pglite-${hashMigrations()}.tar`);
  if (!existsSync(path)) {
    const sql = await openPglite(null);
    await migrate(sql);
    const dump = await sql.dump();
    await sql.close();
    await mkdir(folder, { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
    await rename(draft, path);
  }
  return path;
}

function hashMigrations(): string {
  const hash = createHash("sha256");
  const folder = findMigrations();
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  hash.update(readFileSync(join(findPackageRoot(), "node_modules/@electric-sql/pglite/package.json")));
  return hash.digest("hex").slice(0, 16);
}
