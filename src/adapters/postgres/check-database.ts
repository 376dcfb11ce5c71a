import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

const MINIMUM_POSTGRES = 15;
const MINIMUM_PGVECTOR = [0, 7] as const;

/** Throws DATABASE_UNSUITABLE, saying what is missing, where the server is not PostgreSQL 15+ with pgvector 0.7+. */
export async function checkDatabase(tx: SqlExecutor): Promise<void> {
  const { rows } = await tx.query(
    `select current_setting('server_version_num')::integer as server,
       (select extversion from pg_extension where extname = 'vector') as installed,
       (select default_version from pg_available_extensions where name = 'vector') as available`,
    [],
  );
  const [row] = rows;
  const server = Math.floor(Number(row?.server) / 10_000);
  if (server < MINIMUM_POSTGRES) {
    throw new RibinError("DATABASE_UNSUITABLE", `The server is PostgreSQL ${server}; ${MINIMUM_POSTGRES} is needed.`);
  }
  const version = row?.installed ?? row?.available ?? null;
  if (typeof version !== "string") {
    throw new RibinError("DATABASE_UNSUITABLE", "The server does not have the pgvector extension.");
  }
  if (!reaches(version, MINIMUM_PGVECTOR)) {
    const advice = row?.installed ? "; after its upgrade run ALTER EXTENSION vector UPDATE" : "";
    throw new RibinError("DATABASE_UNSUITABLE", `pgvector is ${version}; halfvec needs 0.7${advice}.`);
  }
}

/** Whether a dotted version is at least the minimum. */
export function reaches(version: string, minimum: readonly number[]): boolean {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [index, least] of minimum.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
