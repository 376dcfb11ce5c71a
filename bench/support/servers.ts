/** The servers of the benches that need some: those of RIBIN_TEST_*, as the service suites use them. */
import { randomUUID } from "node:crypto";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { BenchRefusal } from "./bench.ts";

const HOW = 'Start them: eval "$(test/support/start-servers.sh start)"';

export interface Servers {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
}

export function readServers(): Servers {
  const { RIBIN_TEST_DATABASE_URL: databaseUrl = null, RIBIN_TEST_REDIS_URL: redisUrl = null } = process.env;
  return { databaseUrl, redisUrl };
}

/** @throws BenchRefusal where no PostgreSQL is named */
export function requireDatabase(): string {
  const { databaseUrl } = readServers();
  if (databaseUrl === null) throw new BenchRefusal(`This bench needs PostgreSQL at RIBIN_TEST_DATABASE_URL. ${HOW}`);
  return databaseUrl;
}

/** @throws BenchRefusal where no Redis is named */
export function requireRedis(): string {
  const { redisUrl } = readServers();
  if (redisUrl === null) throw new BenchRefusal(`This bench needs Redis at RIBIN_TEST_REDIS_URL. ${HOW}`);
  return redisUrl;
}

export interface BenchDatabase {
  readonly sql: Sql;
  readonly url: string;
  /** Closes it and drops it. */
  drop(): Promise<void>;
}

/** A migrated database of its own on the server. Statements may take long: indexes of a million vectors are built. */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  const server = requireDatabase();
  const name = `ribin_bench_${randomUUID().replaceAll("-", "")}`;
  const admin = openPostgres(server, { poolSize: 1 });
  await admin.query(`create database ${name}`, []);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const sql = openPostgres(address.href, { poolSize: 4, statementTimeout: 3_600_000 });
  const drop = async () => {
    await sql.close();
    await admin.query(`drop database ${name} with (force)`, []);
    await admin.close();
  };
  try {
    await migrate(sql);
  } catch (error) {
    await drop();
    throw error;
  }
  return { sql, url: address.href, drop };
}
