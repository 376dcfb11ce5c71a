/** The machine that figures were seen on: they mean nothing without it. */
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { readServers } from "./servers.ts";

/** CPU, cores, memory, Node.js, and the servers' versions where one is named. */
export async function describeMachine(): Promise<string> {
  const { databaseUrl } = readServers();
  const parts = [
    `${availableParallelism()} x ${cpus()[0]?.model.trim()}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}`,
    ...(databaseUrl === null ? [] : [await describeDatabase(databaseUrl)]),
    `${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} when it ended`,
  ];
  return `Seen on ${parts.join(", ")}.`;
}

async function describeDatabase(url: string): Promise<string> {
  const sql = openPostgres(url, { poolSize: 1 });
  try {
    const { rows } = await sql.query(
      "select current_setting('server_version') as server, (select default_version from pg_available_extensions where name = 'vector') as vector",
      [],
    );
    return `PostgreSQL ${String(rows[0]?.server).split(" ")[0]} with pgvector ${rows[0]?.vector}`;
  } catch {
    return "no PostgreSQL";
  } finally {
    await sql.close();
  }
}
