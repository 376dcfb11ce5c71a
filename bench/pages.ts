/**
 * How long the pages take that people open most, in a region of 15 states, 200 people and 50,000 exhibits: the queue of linkages, the
 * candidates of an acquisition and the hits, through the API, with row-level security and without it. Needs PostgreSQL and Redis.
 *   npm run bench -- pages [--count 50000] [--asked 200]
 */
import { z } from "zod";
import type { HttpClient } from "../src/cli/http-client.ts";
import type { Sql } from "../src/ports/sql.ts";
import { encodeCursor } from "../src/repositories/page.ts";
import { ASKED_STATE, fillDecisions, fillLists, fillPairs, fillPeople } from "./pages/fill-region.ts";
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
    await sql.query("analyze", []);
    const people = await fillPeople(sql);
    const pairs = await fillPairs(sql, count);
    const { waiting, hits } = await fillDecisions(sql);
    const opened = await listOpened(sql, times);
    const candidates = pairs.candidates + (await fillLists(sql, opened, count));
    await sql.query("vacuum analyze", []);
    tell(`pages: ${candidates} candidates, ${pairs.linkages} linkages and ${hits} hits entered`);
    const asked = await listAsked(sql, opened, times);
    const { rows } = await sql.query("select count(distinct owner_state)::int as states from exhibits", []);
    const states = Number(rows[0]?.states);
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
        `${count} exhibits of ${states} states, ${people} people, ${candidates} compared candidates, ${pairs.linkages} linkages of which ${waiting} wait, ${hits} hits; an examiner of ${ASKED_STATE} asks for pages of ${PAGE} over HTTP, one after the other, ${ROUNDS} rounds of ${times} with row-level security and without it, in turns; each page that shows other states' sides is recorded in the audit trail.`,
        `The lists of candidates are full (200), and the first page of one is rated to its end. Later: a page whose cursor stands in the middle of the list.`,
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

/** Acquisitions whose candidates are looked at. */
async function listOpened(sql: Sql, times: number): Promise<readonly string[]> {
  const { rows } = await sql.query(
    `select id from acquisitions where owner_state = $1 order by hashint8extended(hashtext(id::text), 5) limit $2`,
    [ASKED_STATE, times],
  );
  return rows.map(({ id }) => String(id));
}

/** The key of the own state's linkage in the middle of its queue, with its score. */
async function findMiddle(sql: Sql): Promise<{ at: string; score: string; id: string }> {
  const { rows } = await sql.query(
    `select id, created_at, best_score from linkages where $1 in (state_a, state_b) order by created_at, id
     offset (select count(*) / 2 from linkages where $1 in (state_a, state_b)) limit 1`,
    [ASKED_STATE],
  );
  const row = z.object({ id: z.string(), created_at: z.date(), best_score: z.number() }).parse(rows[0]);
  return { at: row.created_at.toISOString(), score: String(row.best_score), id: row.id };
}

async function listAsked(sql: Sql, opened: readonly string[], times: number): Promise<readonly Asked[]> {
  const { at, score, id } = await findMiddle(sql);
  const repeat = (path: string) => Array.from({ length: times }, () => `${path}limit=${PAGE}`);
  const queue = (query: string, ...key: string[]) =>
    repeat(`/v1/linkages?${query}&${key.length === 0 ? "" : `cursor=${encodeCursor(key)}&`}`);
  return [
    { name: "queue, by age", paths: queue("sort=age") },
    { name: "queue, by age, later", paths: queue("sort=age", at, id) },
    { name: "queue, by age, what waits", paths: queue("sort=age&state=candidate") },
    { name: "queue, by what is due", paths: queue("sort=due") },
    { name: "queue, by score", paths: queue("sort=score") },
    { name: "queue, by score, later", paths: queue("sort=score", score, id) },
    { name: "queue, by score, two states", paths: queue("sort=score&state=lead&state=eliminated") },
    {
      name: "candidates",
      paths: opened.map((acquisition) => `/v1/acquisitions/${acquisition}/candidates?limit=${PAGE}`),
    },
    { name: "hits", paths: repeat("/v1/hits?") },
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
