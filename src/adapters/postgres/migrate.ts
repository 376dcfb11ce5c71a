/** Runs migrations/*.sql forward, on either member of the pair. */
import { join } from "node:path";
import Postgrator from "postgrator";
import { RibinError } from "../../domain/errors.ts";
import type { Sql, SqlExecutor } from "../../ports/sql.ts";
import { findPackageRoot } from "../package-root.ts";
import { checkDatabase } from "./check-database.ts";

/** "RIBN": every process that migrates takes this lock first. PGlite has one process and one connection. */
const MIGRATION_LOCK = 0x5249424e;

/** The folder of the migrations. */
export function findMigrations(): string {
  return join(findPackageRoot(), "migrations");
}

/**
 * Applies what is missing, all of it or none (one transaction), and returns the files' names. Errors: DATABASE_UNSUITABLE where
 * the server lacks what the schema needs; CONFIGURATION_INVALID where an applied file was changed afterwards.
 */
export async function migrate(sql: Sql, folder: string = findMigrations()): Promise<{ applied: string[] }> {
  return sql.transaction(async (tx) => {
    if (sql.dialect === "postgres") {
      await tx.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
      // Building an index on a large table outlasts the limit of ordinary statements.
      await tx.query("set local statement_timeout = 0");
    }
    await checkDatabase(tx);
    const applied = await runMigrations(tx, folder).catch(rethrowInWords);
    return { applied };
  });
}

async function runMigrations(tx: SqlExecutor, folder: string): Promise<string[]> {
  const postgrator = new Postgrator({
    driver: "pg",
    migrationPattern: join(folder, "*.sql"),
    schemaTable: "schema_migrations",
    newline: "LF",
    execQuery: async (text) => ({ rows: (await tx.query(text)).rows }),
    execSqlScript: async (text) => {
      await tx.query(text);
    },
  });
  const migrations = await postgrator.migrate();
  return migrations.map((migration) => `${String(migration.version).padStart(3, "0")} ${migration.name}`);
}

function rethrowInWords(error: unknown): never {
  if (error instanceof Error && error.message.startsWith("MD5 checksum failed")) {
    throw new RibinError(
      "CONFIGURATION_INVALID",
      `${error.message}: an applied migration was changed. Restore the file; write a new migration instead.`,
      { cause: error },
    );
  }
  if (error instanceof Error && "code" in error && error.code === "42501") {
    throw new RibinError(
      "DATABASE_UNSUITABLE",
      "The database user may not create the extension or the tables; let an administrator run CREATE EXTENSION vector.",
      { cause: error },
    );
  }
  throw error;
}
