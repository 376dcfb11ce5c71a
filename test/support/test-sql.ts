/** Fresh migrated databases for tests: PGlite from a template made once, PostgreSQL where a server is named. */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { findMigrations, migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPglite } from "../../src/adapters/postgres/open-pglite.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { OwnerSql, Sql } from "../../src/ports/sql.ts";

/**
 * A fresh, migrated database: of the server that RIBIN_TEST_DATABASE_URL names, else the embedded one in memory, which costs a suite
 * six seconds more. Close it in `afterAll`. What must be shown on both is shown by `describeEachSql`.
 */
export function openTestSql(): Promise<OwnerSql> {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  return url ? openTestPostgres(url) : openTestPglite();
}

async function openTestPglite(): Promise<OwnerSql> {
  return openPglite(null, { dump: await readTemplate() });
}

/** A copy of the migrated template on the server at `url`; closing it drops it. */
async function openTestPostgres(url: string): Promise<OwnerSql> {
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

/**
 * Runs the suite on PGlite and, where RIBIN_TEST_DATABASE_URL names a server, on PostgreSQL: one fresh database each. The suite is told
 * which, for what only one of them can do is skipped by name.
 */
export function describeEachSql(name: string, fn: (getSql: () => OwnerSql, dialect: Sql["dialect"]) => void): void {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  describeOn(`${name} on PGlite`, openTestPglite, (getSql) => fn(getSql, "pglite"));
  if (url)
    describeOn(
      `${name} on PostgreSQL`,
      () => openTestPostgres(url),
      (getSql) => fn(getSql, "postgres"),
    );
  else process.stderr.write(`${name}: PostgreSQL left out, RIBIN_TEST_DATABASE_URL is not set.\n`);
}

function describeOn(name: string, open: () => Promise<OwnerSql>, fn: (getSql: () => OwnerSql) => void): void {
  describe(name, () => {
    let sql: OwnerSql | null = null;
    beforeAll(async () => {
      sql = await open();
    });
    afterAll(() => sql?.close());
    fn(() => {
      if (!sql) throw new Error("The database opens in beforeAll; ask for it inside a test.");
      return sql;
    });
  });
}

/** The migrated database as a dump, cached under .tmp by the migrations' hash. Processes that race make it twice, harmlessly. */
async function readTemplate(): Promise<Blob> {
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
  return new Blob([await readFile(path)], { type: "application/x-tar" });
}

function hashMigrations(): string {
  const hash = createHash("sha256");
  const folder = findMigrations();
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  hash.update(readFileSync(join(findPackageRoot(), "node_modules/@electric-sql/pglite/package.json")));
  return hash.digest("hex").slice(0, 16);
}
