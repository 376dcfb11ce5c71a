/** What a process does with the database before anything else: migrate it as its owner, or see that somebody has. */
import { readdir } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import { PROGRAM } from "../../ports/asker.ts";
import type { OwnerSql } from "../../ports/sql.ts";
import { checkRoles, ROLES } from "./check-roles.ts";
import { findMigrations, migrate } from "./migrate.ts";
import { openPostgres } from "./open-postgres.ts";

/**
 * Migrates by the owner's login where `ownerUrl` names one, and lets `login` act under the program's roles; else by `login` itself, where
 * it owns the tables; else nothing is to be done, or DATABASE_UNSUITABLE says who must do it. Gives the files that were applied.
 */
export async function prepareDatabase(login: OwnerSql, ownerUrl: string | null): Promise<{ applied: string[] }> {
  const applied = await migrateByOwner(login, ownerUrl);
  await checkRoles(login);
  return { applied };
}

async function migrateByOwner(login: OwnerSql, ownerUrl: string | null): Promise<string[]> {
  if (ownerUrl !== null) {
    const [user] = (await login.query("select quote_ident(current_user) as name", [])).rows;
    const owner = openPostgres(ownerUrl, { poolSize: 1 });
    try {
      const { applied } = await migrate(owner);
      await owner.query(`grant ${ROLES.join(", ")} to ${String(user?.name)}`);
      return applied;
    } finally {
      await owner.close();
    }
  }
  if (await ownsTables(login)) return (await migrate(login)).applied;
  await checkMigrated(login);
  return [];
}

/** True also of a database that has no tables yet: whoever makes them owns them. */
async function ownsTables(login: OwnerSql): Promise<boolean> {
  const { rows } = await login.query(
    `select pg_has_role(current_user, relowner, 'usage') as owns from pg_class where oid = to_regclass('public.states')`,
    [],
  );
  return rows[0]?.owns !== false;
}

async function checkMigrated(login: OwnerSql): Promise<void> {
  const { rows } = await login
    .under(() => PROGRAM)
    .query("select max(version)::integer as version from schema_migrations", []);
  const files = (await readdir(findMigrations())).map((name) => Number.parseInt(name, 10)).filter(Number.isFinite);
  if (Number(rows[0]?.version) >= Math.max(...files)) return;
  throw new RibinError(
    "DATABASE_UNSUITABLE",
    "The database is of an earlier version, and this login may not change it: run ribin migrate with RIBIN_OWNER_DATABASE_URL.",
  );
}
