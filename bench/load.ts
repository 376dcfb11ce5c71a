/**
 * A region under load: technicians of several states upload at a steady rate while examiners read; by one worker process, and by two.
 * Needs PostgreSQL and Redis.
 *   npm run bench -- load [--minutes 3] [--rate 60] [--states 5] [--processes 1,2]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { STATE_CODES } from "../src/domain/vocabulary.ts";
import type { Sql } from "../src/ports/sql.ts";
import { readAsExaminer, type Times, time } from "./load/read-as-examiner.ts";
import { type LoadWatch, watchLoad } from "./load/watch-load.ts";
import { type Cell, type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { requireRedis } from "./support/servers.ts";
import { enterRegion, openServiceLab, type Staff } from "./support/service-lab.ts";
import { type ServiceProcess, startService } from "./support/service-process.ts";
import { simulateScans } from "./support/simulate-scans.ts";

/** Of the Redis server: not those in which the suites work. */
const REDIS_DATABASE = 14;
/** What has no list by then after the last upload counts as lost. */
const PATIENCE_MS = 600_000;

interface Outcome {
  readonly processes: number;
  readonly acknowledged: number;
  readonly verified: number;
  readonly minutes: number;
  /** Seconds from an upload's acknowledgement to its list. */
  readonly delays: readonly number[];
  readonly times: Times;
  readonly watch: Pick<LoadWatch, "memory" | "waits">;
}

export async function measureLoad(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["minutes", "rate", "states", "processes"]);
  const minutes = options.readNumber("minutes", 3);
  const rate = options.readNumber("rate", 60);
  const states = options.readNumber("states", 5);
  const processes = (options.readText("processes") ?? "1,2").split(",").map(Number);
  const scans = await simulateScans(Math.ceil(rate * minutes));
  tell(`load: ${scans.length} scans simulated`);
  const outcomes: Outcome[] = [];
  for (const many of processes) outcomes.push(await bear(scans, { many, rate, states }));
  return describe(outcomes, { rate, states, minutes });
}

async function bear(
  scans: readonly Uint8Array[],
  plan: { readonly many: number; readonly rate: number; readonly states: number },
): Promise<Outcome> {
  const address = new URL(requireRedis());
  address.pathname = `/${REDIS_DATABASE}`;
  const redis = new Redis(address.href);
  await redis.flushdb();
  const lab = await openServiceLab();
  const { sql } = lab.database;
  const running: ServiceProcess[] = [];
  const environment = { ...lab.environment, REDIS_URL: address.href, RIBIN_THREADS: "1" };
  const times: Times = { read: [], write: [], upload: [], decided: 0, refused: new Map() };
  try {
    const api = startService("serve", { ...environment, RIBIN_WORKERS: "off" });
    running.push(api);
    const staff = await enterRegion(
      lab,
      String((await api.waitForLine("listening")).url),
      STATE_CODES.slice(0, plan.states),
    );
    for (let i = 0; i < plan.many; i++) running.push(startService("work", environment));
    const watch = watchLoad(sql, running);
    let over = false;
    const readers = staff.map(({ examiner }) => readAsExaminer(examiner, times, () => over));
    const started = performance.now();
    const acknowledged = (
      await Promise.all(
        scans.map(async (scan, i) => {
          await sleep((i * 60_000) / plan.rate);
          return upload(staff[i % staff.length], scan, times);
        }),
      )
    ).filter((done) => done).length;
    tell(`load: ${acknowledged} of ${scans.length} acknowledged, ${plan.many} worker processes`);
    const verified = await waitForLists(sql, acknowledged);
    const took = (performance.now() - started) / 60_000;
    over = true;
    await Promise.all([...readers, watch.stop()]);
    const { memory, waits } = watch;
    const delays = await readDelays(sql);
    tell(`load: ${verified} lists after ${took.toFixed(1)} min`);
    return { processes: plan.many, acknowledged, verified, minutes: took, delays, times, watch: { memory, waits } };
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    redis.disconnect();
    await lab.drop();
  }
}

/** Enters a case with an exhibit and its scan; false where the upload was not acknowledged. */
async function upload(staff: Staff | undefined, scan: Uint8Array, times: Times): Promise<boolean> {
  if (staff === undefined) return false;
  const exhibitId = await time(times, times.write, () => staff.technician.enterExhibit());
  if (exhibitId === null) return false;
  return (await time(times, times.upload, () => staff.technician.upload(exhibitId, scan))) !== null;
}

async function waitForLists(sql: Sql, acknowledged: number): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await sql.query("select count(*)::int as verified from acquisitions where stage = 'verified'", []);
    const verified = Number(rows[0]?.verified);
    if (verified >= acknowledged || performance.now() > until) return verified;
    await sleep(500);
  }
}

async function readDelays(sql: Sql): Promise<readonly number[]> {
  const { rows } = await sql.query(
    `select extract(epoch from e.at - a.created_at)::float8 as seconds from acquisitions a
       join lateral (select min(at) as at from audit_events where target_id = a.id::text and action = 'acquisition.verified') e on true
     where e.at is not null`,
    [],
  );
  return rows.map(({ seconds }) => Number(seconds));
}

/** Acquisitions a minute that have their list. */
const listRate = ({ verified, minutes }: Outcome): number => verified / minutes;

function describe(
  outcomes: readonly Outcome[],
  plan: { readonly rate: number; readonly states: number; readonly minutes: number },
): Report {
  const spread = (values: readonly number[], digits = 0) =>
    values.length === 0 ? "-" : [0.5, 0.95, 0.99].map((q) => findQuantile(values, q).toFixed(digits)).join(" / ");
  /** Means of the second and of the last quarter: what grows without end shows between them. */
  const grow = (values: readonly number[]): string => {
    const mean = (from: number, to: number) => {
      const part = values.slice(Math.floor(from * values.length), Math.ceil(to * values.length));
      return (part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)).toFixed(0);
    };
    return `${mean(0.25, 0.5)} / ${mean(0.75, 1)}`;
  };
  const rows = outcomes.map((outcome): Cell[] => {
    const { times, watch } = outcome;
    const refused = [...times.refused].map(([code, many]) => `${many} ${code}`).join(", ");
    const [api = [], ...workers] = watch.memory;
    return [
      outcome.processes,
      listRate(outcome).toFixed(0),
      outcome.acknowledged - outcome.verified,
      spread([...times.read, ...times.write, ...times.upload]),
      spread(times.read),
      spread(times.write),
      spread(times.upload),
      times.decided,
      refused === "" ? "none" : refused,
      spread(outcome.delays, 1),
      Math.max(0, ...watch.waits).toFixed(0),
      [grow(api), ...workers.map(grow)].join("; "),
    ];
  });
  const [one, two] = [1, 2].map((many) => outcomes.find(({ processes }) => processes === many));
  return {
    title: "A region under load",
    notes: [
      ...(one === undefined || two === undefined
        ? []
        : [
            `Two worker processes to one: ${(listRate(two) / listRate(one)).toFixed(2)} times the acquisitions a minute, of the ${plan.rate} that were offered.`,
          ]),
      `${plan.states} states; technicians enter a case, an exhibit and a scan of a simulated breech face each, ${plan.rate} a minute for ${plan.minutes} minutes; an examiner of each state reads queue, linkages, lists and notifications with half a second between pages, and of ten linkages opened documents the exhibit of one, looks at its evidence and proposes a lead. One API process and worker processes of one thread each, PostgreSQL, Redis, files in a folder, all on this machine with the bench itself.`,
      "Acquisitions a minute: until the last list is there. Lost: acknowledged, without a list ten minutes after the last upload. Times as median / 95 % / 99 %. Memory: means of the second and of the last quarter of the time, of the API and of each worker process.",
    ],
    tables: [
      {
        head: [
          ...[
            "worker processes",
            "acquisitions a minute",
            "lost",
            "every answer, ms",
            "reading, ms",
            "case, exhibit and review, ms",
            "upload, ms",
          ],
          ...["leads", "refused", "upload to list, s", "oldest waiting job, s at most", "memory, MiB"],
        ],
        rows,
      },
    ],
  };
}
