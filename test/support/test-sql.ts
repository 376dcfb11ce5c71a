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

/** A fresh, migrated database in memory. Close it in `afterAll`. */
export async function openTestSql(): Promise<OwnerSql> {
  return openPglite(null, { dump: await readTemplate() });
}

/** A fresh, migrated database of the server at RIBIN_TEST_DATABASE_URL; closing it drops it. */
async function openTestPostgres(url: string): Promise<OwnerSql> {
  const name = `ribin_test_${randomUUID().replaceAll("-", "")}`;
  const admin = openPostgres(url, { poolSize: 1 });
  await admin.query(`create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const sql = openPostgres(address.href);
  await migrate(sql);
  const close = async () => {
    await sql.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.close();
  };
  return { ...sql, close };
}

/**
 * Runs the suite on PGlite and, where RIBIN_TEST_DATABASE_URL names a server, on PostgreSQL: one fresh database each. The suite is told
 * which, for what only one of them can do is skipped by name.
 */
export function describeEachSql(name: string, fn: (getSql: () => OwnerSql, dialect: Sql["dialect"]) => void): void {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  describeOn(`${name} on PGlite`, openTestSql, (getSql) => fn(getSql, "pglite"));
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
