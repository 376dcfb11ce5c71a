/**
 * How long the pages take that people open most, in a region of 15 states, 200 people and 50,000 exhibits: the queue of linkages and the
 * candidates of an acquisition, through the API, with row-level security and without it. Needs PostgreSQL and Redis.
 *   npm run bench -- pages [--count 50000] [--asked 200]
 */
import type { HttpClient } from "../src/cli/http-client.ts";
import type { Sql } from "../src/ports/sql.ts";
import { ASKED_STATE, fillPairs, fillPeople } from "./pages/fill-region.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { requireRedis } from "./support/servers.ts";
import { enterStaff, openServiceLab } from "./support/service-lab.ts";
import { type ServiceProcess, startService } from "./support/service-process.ts";
import { fillLabs, fillRecords } from "./vectors/fill-database.ts";

const PAGE = 50;
const ROUNDS = 2;
/** Of the Redis server: not those in which the suites work. */
const REDIS_DATABASE = 13;

/** What is asked for, and how its times are called. */
interface Asked {
  readonly name: string;
  readonly paths: readonly string[];
}

export async function measurePages(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["count", "asked"]);
  const count = options.readNumber("count", 50_000);
  const times = options.readNumber("asked", 200);
  const lab = await openServiceLab();
  const { sql } = lab.database;
  let api: ServiceProcess | null = null;
  try {
    // Nothing else is at work: the workers' queue is named, and nobody works on it.
    const redis = new URL(requireRedis());
    redis.pathname = `/${REDIS_DATABASE}`;
    api = startService("serve", { ...lab.environment, REDIS_URL: redis.href, RIBIN_WORKERS: "off" });
    const { examiner } = await enterStaff(lab, String((await api.waitForLine("listening")).url));
    await fillLabs(sql);
    await sql.transaction((tx) => fillRecords(tx, 0, count));
    tell(`pages: ${count} exhibits entered`);
    const people = await fillPeople(sql);
    const pairs = await fillPairs(sql, count);
    await sql.query("vacuum analyze", []);
    tell(`pages: ${pairs.candidates} candidates and ${pairs.linkages} linkages entered`);
    const asked = await listAsked(sql, times);
    const rounds = { on: asked.map(() => [] as number[]), off: asked.map(() => [] as number[]) };
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      for (const lock of ["on", "off"] as const) {
        await setRowSecurity(sql, lock);
        for (const [at, { paths }] of asked.entries()) rounds[lock][at]?.push(...(await timeAll(examiner, paths)));
        tell(`pages: asked with row-level security ${lock}`);
      }
    }
    return {
      title: "The pages that people open most",
      notes: [
        `${count} exhibits of 15 states, ${people} people, ${pairs.candidates} compared candidates, ${pairs.linkages} linkages; an examiner of ${ASKED_STATE} asks for pages of ${PAGE} over HTTP, one after the other, ${ROUNDS} rounds of ${times} with row-level security and without it, in turns; each page that shows other states' sides is recorded in the audit trail.`,
      ],
      tables: [
        {
          head: ["page", "on / off, median", "with it, ms, median / 95 %", "without, ms, median / 95 %"],
          rows: asked.map(({ name }, at) => {
            const [on, off] = [rounds.on[at] ?? [], rounds.off[at] ?? []];
            const write = (list: number[]) => [0.5, 0.95].map((q) => findQuantile(list, q).toFixed(0)).join(" / ");
            return [name, (findQuantile(on, 0.5) / findQuantile(off, 0.5)).toFixed(2), write(on), write(off)];
          }),
        },
      ],
    };
  } finally {
    await api?.stop();
    await lab.drop();
  }
}

async function listAsked(sql: Sql, times: number): Promise<readonly Asked[]> {
  const { rows } = await sql.query(
    `select id from acquisitions where owner_state = $1 order by hashint8extended(hashtext(id::text), 5) limit $2`,
    [ASKED_STATE, times],
  );
  const queue = (sort: string) => Array.from({ length: times }, () => `/v1/linkages?sort=${sort}&limit=${PAGE}`);
  return [
    { name: "queue, by age", paths: queue("age") },
    { name: "queue, by what is due", paths: queue("due") },
    { name: "queue, by score", paths: queue("score") },
    { name: "candidates", paths: rows.map((row) => `/v1/acquisitions/${String(row.id)}/candidates?limit=${PAGE}`) },
  ];
}

async function timeAll(client: HttpClient, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const path of paths) {
    const started = performance.now();
    const { items } = await client.get<{ items: unknown[] }>(path);
    times.push(performance.now() - started);
    if (items.length === 0) throw new Error(`${path} shows nothing.`);
  }
  // The first ones read from the disk and warm the compiler.
  return times.slice(Math.min(10, times.length >> 2));
}

/** Of every table that has policies. The functions that stand between stay as they are. */
async function setRowSecurity(sql: Sql, lock: "on" | "off"): Promise<void> {
  const { rows } = await sql.query("select distinct polrelid::regclass::text as name from pg_policy", []);
  for (const { name } of rows) {
    await sql.query(`alter table ${String(name)} ${lock === "on" ? "enable" : "disable"} row level security`, []);
  }
}
