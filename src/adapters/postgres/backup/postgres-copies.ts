/** Copies of a PostgreSQL database by pg_dump and pg_restore. */
import { once } from "node:events";
import pg from "pg";
import { RibinError } from "../../../domain/errors.ts";
import type { DatabaseDumper, DatabaseRestorer } from "../../../ports/database-copies.ts";
import type { SqlExecutor } from "../../../ports/sql.ts";
import { ROLES } from "../check-roles.ts";
import { openPostgres } from "../open-postgres.ts";
import { runTool } from "./run-tool.ts";

export interface PostgresPlace {
  /** Of the login that owns the tables. */
  readonly url: string;
  readonly bin: string | null;
}

/** Reads within one snapshot, which pg_dump is told, so that counts and copy are of one moment. */
export function createPostgresDumper({ url, bin }: PostgresPlace): DatabaseDumper {
  return {
    kind: "postgres",
    async withSnapshot(work) {
      // Held open for as long as the copy takes.
      const client = new pg.Client({ connectionString: url, application_name: "ribin-backup" });
      client.on("error", () => {});
      await client.connect().catch((cause: unknown) => {
        throw new RibinError("UNAVAILABLE", "The database does not answer.", { cause });
      });
      try {
        await assertOwner(client);
        await client.query("begin isolation level repeatable read read only");
        const { rows } = await client.query("select pg_export_snapshot() as id");
        const result = await work({
          tx: client as unknown as SqlExecutor,
          readDump: () => dump(url, bin, String(rows[0].id)),
        });
        await client.query("commit");
        return result;
      } finally {
        await client.end();
      }
    },
  };
}

/** Who does not own the tables is held back by their policies: the copy would lack rows, or pg_dump refuses. */
async function assertOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select coalesce(bool_and(pg_has_role(current_user, relowner, 'usage')), false) as owns from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  if (rows[0]?.owns === true) return;
  throw new RibinError(
    "CONFIGURATION_INVALID",
    "A backup reads all rows: name the login that owns the tables in RIBIN_OWNER_DATABASE_URL.",
  );
}

async function* dump(url: string, bin: string | null, snapshot: string): AsyncGenerator<Uint8Array> {
  const args = ["--format=custom", "--no-owner", "--no-password", `--snapshot=${snapshot}`];
  const { child, ended } = runTool("pg_dump", bin, url, args, "BACKUP_FAILED");
  child.stdin?.end();
  try {
    yield* child.stdout as NodeJS.ReadableStream as AsyncIterable<Uint8Array>;
    await ended;
  } finally {
    if (child.exitCode === null) child.kill();
  }
}

export function createPostgresRestorer({ url, bin }: PostgresPlace): DatabaseRestorer {
  const ask: DatabaseRestorer["ask"] = async (work) => {
    const sql = openPostgres(url, { poolSize: 1, statementTimeout: 0 });
    try {
      return await work(sql);
    } finally {
      await sql.close();
    }
  };
  return {
    kind: "postgres",
    ask,
    assertEmpty: () =>
      ask(async (tx) => {
        const { rows } = await tx.query(
          `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
             and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`,
        );
        if (rows.length > 0) throw new RibinError("RESTORE_NOT_EMPTY", `The database has a table ${rows[0]?.name}.`);
      }),
    async restore(body) {
      await ask(makeRoles);
      const args = ["--no-owner", "--no-comments", "--no-password", "--exit-on-error", "--single-transaction"];
      const { child, ended } = runTool("pg_restore", bin, url, args, "RESTORE_FAILED");
      child.stdout?.resume();
      const { stdin } = child;
      if (stdin === null) throw new RibinError("RESTORE_FAILED", "pg_restore cannot be written to.");
      try {
        for await (const chunk of body) {
          if (child.exitCode !== null || stdin.destroyed) break;
          if (!stdin.write(chunk)) await Promise.race([once(stdin, "drain"), ended]);
        }
      } catch (error) {
        // Of what is not whole nothing is kept: without the end pg_restore rolls back.
        child.kill();
        await ended.catch(() => {});
        throw error;
      }
      stdin.end();
      await ended;
    },
  };
}

/** Roles belong to the server and are in no copy of a database; as the first migrations make them. */
async function makeRoles(tx: SqlExecutor): Promise<void> {
  for (const name of ROLES) {
    await tx.query(
      `do $$ begin
         begin
           if not exists (select from pg_roles where rolname = '${name}') then create role ${name} nologin; end if;
         exception when duplicate_object or unique_violation then null;
         end;
         begin
           if not pg_has_role(current_user, '${name}', 'member') then grant ${name} to current_user; end if;
         exception when unique_violation then null;
         end;
       end $$`,
    );
  }
}
