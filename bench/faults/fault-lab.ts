/** A region on servers of its own for the bench of faults: PostgreSQL, Redis and S3, an API, two workers, and proxies between them. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generateX25519Identity } from "age-encryption";
import { Redis } from "ioredis";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { type FaultyProxy, openFaultyProxy } from "../../test/support/faulty-proxy.ts";
import { describeS3, findFreePort, makeOwnPostgres, makeOwnRedis, makeOwnS3 } from "../../test/support/own-servers.ts";
import { mountSmallFolder, type SmallFolder } from "../../test/support/small-folder.ts";
import type { ServiceLab } from "../support/service-lab.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";

const MACHINES = ["api", "one", "two"] as const;
/** Each process is on a machine of its own as far as its clock goes. */
export type Machine = (typeof MACHINES)[number];

export interface FaultLab {
  readonly postgres: Awaited<ReturnType<typeof makeOwnPostgres>>;
  readonly redis: Awaited<ReturnType<typeof makeOwnRedis>>;
  readonly s3: Awaited<ReturnType<typeof makeOwnS3>>;
  /** Between the program and PostgreSQL, and between it and the S3 store. */
  readonly databaseProxy: FaultyProxy;
  readonly storeProxy: FaultyProxy;
  /** Past the proxy. */
  readonly sql: Sql;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly url: string;
  readonly lab: ServiceLab;
  /** The workers' caches lie on a small disk, where one may be mounted. */
  readonly cacheDisk: SmallFolder | null;
  start(machine: Machine): Promise<void>;
  stop(machine: Machine, how: "told" | "killed"): Promise<void>;
  /** Starts anew what ended by itself, as whoever watches over services does, and says what each said last. */
  raiseFallen(): Promise<readonly string[]>;
  /** Loses all that Redis holds. */
  flushRedis(): Promise<void>;
  setClock(machine: Machine, hours: number): Promise<void>;
  close(): Promise<void>;
}

export async function openFaultLab(): Promise<FaultLab> {
  const [postgres, redis, s3] = [
    await makeOwnPostgres({ max_connections: 60 }),
    await makeOwnRedis(),
    await makeOwnS3(),
  ];
  await Promise.all([postgres.start(), redis.start(), s3.start()]);
  const folder = await mkdtemp(join(tmpdir(), "ribin-faults-"));
  const open = (port: number) => openFaultyProxy({ host: "127.0.0.1", port });
  const [databaseProxy, storeProxy] = [await open(postgres.port), await open(s3.port)];
  const sql = openPostgres(postgres.url, { poolSize: 3 });
  await migrate(sql);
  const cacheDisk = mountSmallFolder(64);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...describeS3(storeProxy.port),
    DATABASE_URL: Object.assign(new URL(postgres.url), { host: `127.0.0.1:${databaseProxy.port}` }).href,
    REDIS_URL: redis.url,
    RIBIN_PORT: String(port),
    RIBIN_THREADS: "1",
    RIBIN_SHUTDOWN_SECONDS: "2",
    RIBIN_STORE_KEYS: await generateX25519Identity(),
    RIBIN_REQUESTS_PER_MINUTE: "1000000",
    RIBIN_TOKEN_REQUESTS_PER_MINUTE: "1000000",
    RIBIN_STATE_REQUESTS_PER_MINUTE: "1000000",
    RIBIN_SIGN_INS_PER_MINUTE: "1000",
    RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
    // What is enrolled grows with the run; the steps are to take as long at its end as at its beginning.
    RIBIN_CANDIDATES_VERIFIED: "12",
    NODE_OPTIONS: `--import=${pathToFileURL(join(findPackageRoot(), "test/support/shifted-clock.mjs")).href}`,
    ...(cacheDisk === null ? {} : { RIBIN_CACHE_FOLDER: cacheDisk.path }),
  };
  const running = new Map<Machine, ServiceProcess>();
  const clockOf = (machine: Machine) => join(folder, `${machine}.clock`);
  const own = (machine: Machine) => ({
    ...environment,
    RIBIN_DATA_DIR: join(folder, machine),
    RIBIN_TEST_CLOCK: clockOf(machine),
    ...(machine === "api" ? { RIBIN_WORKERS: "off" } : {}),
    // One key signs for all.
    RIBIN_SIGNING_KEY_FILE: join(folder, "signing.pem"),
  });
  await writeFile(join(folder, "signing.pem"), makeSigningKey(), { mode: 0o600 });
  const stop: FaultLab["stop"] = async (machine, how) => {
    const process = running.get(machine);
    running.delete(machine);
    await (how === "told" ? process?.stop() : process?.kill());
  };
  const start: FaultLab["start"] = async (machine) => {
    const process = startService(machine === "api" ? "serve" : "work", own(machine));
    running.set(machine, process);
    await process.waitForLine(machine === "api" ? "listening" : "working");
  };
  return {
    ...{ postgres, redis, s3, databaseProxy, storeProxy, sql, url, cacheDisk, stop },
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    lab: { database: { sql, url: postgres.url, drop: async () => {} }, folder, environment, drop: async () => {} },
    start,
    async raiseFallen() {
      const said: string[] = [];
      for (const [machine, process] of [...running]) {
        const end = process.readOwnEnd();
        if (end === null) continue;
        said.push(`${machine} ended by itself: ${end}`);
        await start(machine);
      }
      return said;
    },
    async flushRedis() {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    setClock: (machine, hours) => writeFile(clockOf(machine), String(hours * 3_600_000)),
    async close() {
      await Promise.all(MACHINES.map((machine) => stop(machine, "killed")));
      await sql.close();
      await Promise.all([databaseProxy.close(), storeProxy.close()]);
      await Promise.all([postgres.remove(), redis.remove(), s3.remove()]);
      cacheDisk?.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function makeSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
