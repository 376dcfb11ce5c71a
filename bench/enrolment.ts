/**
 * How many exhibits a minute are taken in, from the stored file to the verified list, by one and by two worker processes of one
 * thread each. Needs PostgreSQL and Redis.
 *   npm run bench -- enrolment [--count 120]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { requireRedis } from "./support/servers.ts";
import { enterStaff, openServiceLab, type ServiceLab } from "./support/service-lab.ts";
import { type ServiceProcess, startService } from "./support/service-process.ts";
import { FIRINGS, simulateScans } from "./support/simulate-scans.ts";

/** Of the Redis server: not those in which the suites work. */
const REDIS_DATABASE = 12;

export async function measureEnrolment(args: readonly string[]): Promise<Report> {
  const count = readOptions(args, ["count"]).readNumber("count", 120);
  const scans = await simulateScans(count);
  tell(`enrolment: ${count} scans simulated`);
  const runs: { processes: number; perMinute: number }[] = [];
  for (const processes of [1, 2]) {
    const seconds = await enrol(scans, processes);
    tell(`enrolment: ${count} by ${processes} in ${seconds.toFixed(1)} s`);
    runs.push({ processes, perMinute: (60 * count) / seconds });
  }
  const [one, two] = runs;
  return {
    title: "Enrolment",
    notes: [
      `${count} simulated breech faces of ${Math.ceil(count / FIRINGS)} firearms at 6.25 um, uploaded while no worker ran; then the workers start, and the time runs from their first job to the last verified list: quality, outline, vector, search, comparison with everything enrolled before. Worker processes of one thread each on PostgreSQL and Redis, files in a folder.`,
    ],
    tables: [
      {
        head: ["exhibits", "two / one", "a minute, one process", "a minute, two processes"],
        rows: [
          [
            count,
            ((two?.perMinute ?? Number.NaN) / (one?.perMinute ?? Number.NaN)).toFixed(2),
            one?.perMinute.toFixed(0) ?? "-",
            two?.perMinute.toFixed(0) ?? "-",
          ],
        ],
      },
    ],
  };
}

async function enrol(scans: readonly Uint8Array[], processes: number): Promise<number> {
  const address = new URL(requireRedis());
  address.pathname = `/${REDIS_DATABASE}`;
  const redis = new Redis(address.href);
  await redis.flushdb();
  const lab = await openServiceLab();
  const running: ServiceProcess[] = [];
  const environment = { ...lab.environment, REDIS_URL: address.href, RIBIN_THREADS: "1" };
  try {
    const api = startService("serve", { ...environment, RIBIN_WORKERS: "off" });
    running.push(api);
    const { technician } = await enterStaff(lab, String((await api.waitForLine("listening")).url));
    for (const scan of scans) await technician.upload(await technician.enterExhibit(), scan);
    const workers = Array.from({ length: processes }, () => startService("work", environment));
    running.push(...workers);
    return await waitUntilVerified(lab, scans.length);
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    redis.disconnect();
    await lab.drop();
  }
}

/** Seconds from the first finished step to the last list, by the database's own times: the start of processes is no enrolment. */
async function waitUntilVerified(lab: ServiceLab, count: number): Promise<number> {
  while (true) {
    const { rows } = await lab.database.sql.query(
      `select count(*) filter (where stage = 'verified')::int as verified, count(*) filter (where stage = 'failed')::int as failed,
         (select extract(epoch from max(a.updated_at) - (select min(at) from audit_events where action like 'acquisition.quality%'))
          from acquisitions a)::float8 as seconds from acquisitions`,
      [],
    );
    if (Number(rows[0]?.failed) > 0) throw new Error("An enrolment failed; see the jobs' reasons.");
    if (Number(rows[0]?.verified) === count) return Number(rows[0]?.seconds);
    await sleep(250);
  }
}
