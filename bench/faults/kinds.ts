/** The faults that the bench draws from. Each resolves when what it took away is there again. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { openBullQueue } from "../../src/adapters/queue/bull-queue.ts";
import type { Random } from "../../src/analysis/random.ts";
import { JOB_PRIORITIES, type JobPriority } from "../../src/domain/vocabulary.ts";
import type { ProxyMode } from "../../test/support/faulty-proxy.ts";
import type { FaultLab, Machine } from "./fault-lab.ts";

export interface FaultKind {
  readonly name: string;
  /** `random` draws how long and where. */
  inflict(lab: FaultLab, random: Random): Promise<void>;
}

const between = (random: Random, from: number, to: number) => from + (to - from) * random.uniform();
const workerOf = (random: Random): Machine => (random.uniform() < 0.5 ? "one" : "two");

const restart = (name: string, how: "told" | "killed", machineOf: (random: Random) => Machine): FaultKind => ({
  name,
  async inflict(lab, random) {
    const machine = machineOf(random);
    await lab.stop(machine, how);
    await sleep(between(random, 0, 500));
    await lab.start(machine);
  },
});

const outage = (name: string, server: "postgres" | "redis" | "s3", how: "in order" | "at once"): FaultKind => ({
  name,
  async inflict(lab, random) {
    await lab[server].stop(how);
    await sleep(between(random, 100, 1_500));
    await lab[server].start();
  },
});

const network = (name: string, proxy: "databaseProxy" | "storeProxy", mode: ProxyMode): FaultKind => ({
  name,
  async inflict(lab, random) {
    await lab[proxy].setMode(mode);
    await sleep(between(random, 200, 2_000));
    await lab[proxy].setMode("pass");
  },
});

/** All connections that the server has to give, for a while. */
async function takeConnections(lab: FaultLab, random: Random): Promise<void> {
  const greedy: pg.Client[] = [];
  try {
    for (;;) {
      const client = new pg.Client({ connectionString: lab.databaseUrl });
      client.on("error", () => {});
      try {
        await client.connect();
      } catch {
        break;
      }
      greedy.push(client);
    }
    await greedy[0]?.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ribin-core'",
    );
    await sleep(between(random, 200, 1_500));
  } finally {
    await Promise.all(greedy.map((client) => client.end().catch(() => {})));
  }
}

/** Locks what steps write in the opposite order, so that one of two must be undone. */
async function crossLocks(lab: FaultLab, random: Random): Promise<void> {
  const client = new pg.Client({ connectionString: lab.databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    for (let times = 0; times < 3; times++) {
      await client.query("begin");
      await client.query("lock table audit_events in share row exclusive mode");
      await sleep(between(random, 20, 200));
      // Whoever is at the end of a step holds its job's row and waits for the trail.
      await client.query("select 1 from jobs where state = 'active' for update").catch(() => {});
      await client.query("rollback");
      await sleep(50);
    }
  } finally {
    await client.end().catch(() => {});
  }
}

/** Tickets of jobs that are over, under way or of another attempt, the last ones first. */
async function repeatTickets(lab: FaultLab, random: Random): Promise<void> {
  const queue = openBullQueue({ redisUrl: lab.redisUrl, log: { debug() {}, info() {}, warn() {}, error() {} } });
  try {
    const { rows } = await lab.sql.query(
      "select id, name, attempt, priority from jobs order by created_at desc limit 60",
      [],
    );
    await queue.addTickets(
      rows.flatMap(({ id, name, attempt, priority }, at) =>
        [Number(attempt), 1].map((each, i) => ({
          ticketId: `${id}_${Math.floor(random.uniform() * 1e9)}_${at}_${i}`,
          jobId: String(id),
          attempt: each,
          name: String(name),
          priority: JOB_PRIORITIES.find((known) => known === priority) as JobPriority,
        })),
      ),
    );
  } finally {
    await queue.close(0);
  }
}

async function jumpClock(lab: FaultLab, random: Random): Promise<void> {
  const machine = (["api", "one", "two"] as const)[Math.floor(3 * random.uniform())] ?? "api";
  await lab.setClock(machine, between(random, -30, 30));
  await sleep(between(random, 200, 1_000));
  // Where it jumps back half of the time, and stays wrong else.
  if (random.uniform() < 0.5) await lab.setClock(machine, 0);
}

/** Null where no small disk could be mounted. */
async function fillCache(lab: FaultLab, random: Random): Promise<void> {
  if (lab.cacheDisk === null) return;
  const filler = join(lab.cacheDisk.path, "filler");
  await writeFile(filler, Buffer.alloc(64 * 2 ** 20)).catch(() => {});
  await sleep(between(random, 200, 2_000));
  lab.cacheDisk.clear("filler");
}

export const FAULT_KINDS: readonly FaultKind[] = [
  restart("a worker killed", "killed", workerOf),
  restart("a worker told to stop", "told", workerOf),
  restart("the API killed", "killed", () => "api"),
  restart("the API told to stop", "told", () => "api"),
  outage("PostgreSQL killed", "postgres", "at once"),
  outage("PostgreSQL stopped", "postgres", "in order"),
  { name: "PostgreSQL out of connections", inflict: takeConnections },
  { name: "PostgreSQL's locks crossed", inflict: crossLocks },
  network("PostgreSQL slow", "databaseProxy", "slow"),
  network("PostgreSQL's connections cut", "databaseProxy", "cut"),
  outage("Redis killed", "redis", "at once"),
  { name: "Redis flushed", inflict: (lab) => lab.flushRedis() },
  outage("the S3 store stopped", "s3", "in order"),
  network("the S3 store refuses", "storeProxy", "refuse"),
  network("the S3 store's connections cut", "storeProxy", "cut"),
  network("the S3 store slow", "storeProxy", "slow"),
  network("the S3 store silent", "storeProxy", "half-open"),
  { name: "the cache's disk full", inflict: fillCache },
  { name: "tickets twice and out of order", inflict: repeatTickets },
  { name: "a machine's clock jumps", inflict: jumpClock },
];
