/** Worker processes with shares of the jobs, on real Redis: each takes its own alone, over one outbox. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { openBullQueue } from "../../src/adapters/queue/bull-queue.ts";
import type { JobName } from "../../src/jobs/catalog.ts";
import { listJobsOf, nameShare, type QueueName } from "../../src/jobs/queues.ts";
import { relayOutbox } from "../../src/usecases/jobs/relay-outbox.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { startRelay } from "../../workers/start-relay.ts";
import { collectLog } from "../support/collect-log.ts";
import { done, everyJob, holdTickets, type Jobs, openJobs } from "../support/job-world.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

/** What a model describes of one mark. */
const FILL = JSON.stringify({ region: "BreechFace", model: { id: "m", version: "1" }, acquisitionIds: [randomUUID()] });

const redisUrl = process.env.RIBIN_TEST_REDIS_URL;

describeEachSql("processes with shares of the jobs", (getSql) => {
  let jobs: Jobs;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    jobs = await openJobs(getSql());
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  afterAll(() => jobs.close());

  /** `many` more jobs like one that was asked for, of another state, name or priority. */
  const copy = (id: string, many: number, as: { state?: string; name?: JobName; priority?: "normal" | "low" }) =>
    getSql().query(
      `insert into jobs (id, name, payload, payload_version, key, owner_state, state, priority, max_attempts, run_after, request_id, created_at)
       select gen_random_uuid(), coalesce($4, name), case when $4 = 'fill-vectors' then $6::jsonb else payload end, payload_version, key || gen_random_uuid(), coalesce($3, owner_state), 'pending',
         coalesce($5, priority), max_attempts, run_after, request_id, created_at from jobs, generate_series(1, $2::int) where id = $1`,
      [id, many, as.state ?? null, as.name ?? null, as.priority ?? null, FILL],
    );

  test("a share is sent its own jobs, and what waits for others takes none of its room", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    await copy(job.id, 300, {});
    await copy(job.id, 2, { state: "TT", name: "search-candidates" });
    await copy(job.id, 250, { name: "fill-vectors", priority: "low" });
    await copy(job.id, 1, { name: "sweep-shard", priority: "low" });
    const [quality, search, behind] = [holdTickets(), holdTickets(), holdTickets()];
    while ((await relayOutbox(jobs.deps, quality.queue, listJobsOf(["quality"]))) > 0);
    while ((await relayOutbox(jobs.deps, behind.queue, listJobsOf(["back-fill"]))) > 0);
    while ((await relayOutbox(jobs.deps, search.queue, listJobsOf(["search", "second-net"]))) > 0);
    expect([quality.tickets.length, behind.tickets.length]).toEqual([16, 200]);
    expect(new Set(quality.tickets.map(({ name }) => name))).toEqual(new Set(["assess-quality"]));
    expect(search.tickets.map(({ name }) => name)).toEqual(["search-candidates", "search-candidates", "sweep-shard"]);
    // Lost tickets are sent again by those that they are for.
    jobs.clock.advance(61_000);
    expect(await relayOutbox(jobs.deps, search.queue, listJobsOf(["search", "second-net"]))).toBe(3);
    expect(search.tickets).toHaveLength(6);
  });

  if (redisUrl === undefined) return;

  /** What `ribin work --queues ...` is made of, with steps that take a moment. */
  async function startShare(name: string, share: readonly QueueName[]) {
    const taken: { job: JobName; state: string }[] = [];
    const shareName = nameShare(share);
    const queue = openBullQueue({
      redisUrl: String(redisUrl),
      log: collectLog().log,
      name,
      ...(shareName === null ? {} : { share: shareName }),
    });
    const step = everyJob(async (deps, run) => {
      taken.push({ job: run.job.name, state: run.job.ownerState });
      await sleep(5);
      await done(deps, run);
    });
    const background = async (_deps: unknown, run: { job: { name: JobName; ownerState: string; id: string } }) => {
      taken.push({ job: run.job.name, state: run.job.ownerState });
      await sleep(200);
      await getSql().query("update jobs set state = 'done', leased_until = null where id = $1", [run.job.id]);
    };
    const relay = startRelay(jobs.deps, queue, listJobsOf(share));
    await queue.startProcessing(async (ticket) => {
      await runJob(jobs.deps, ticket, { ...step, "fill-vectors": background }, undefined);
      relay.poke();
    }, 1);
    closers.push(async () => {
      await relay.stop();
      await queue.close(2_000);
      const connection = new Redis(String(redisUrl), { maxRetriesPerRequest: null });
      const whole = shareName === null ? name : `${name}.${shareName}`;
      for (const each of [whole, `${whole}-low`]) {
        const left = new Queue(each, { connection });
        await left.obliterate({ force: true });
        await left.close();
      }
      await connection.del(`${whole}:held-by`);
      connection.disconnect();
    });
    return taken;
  }

  const countLeft = async (where: string) =>
    Number((await getSql().query(`select count(*) from jobs where state <> 'done' and ${where}`, [])).rows[0]?.count);

  test("each takes its own alone: a state's bulk and the back-fill hold up no other state's case", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    await copy(job.id, 60, {});
    await copy(job.id, 20, { name: "fill-vectors", priority: "low" });
    const name = `test-${randomUUID()}`;
    const behind = await startShare(name, ["back-fill"]);
    const quality = await startShare(name, ["quality"]);
    const rest = await startShare(name, ["features", "search"]);
    await waitUntil(() => quality.length >= 5 && behind.length >= 1);
    await copy(job.id, 1, { state: "TT", name: "assess-quality", priority: "normal" });
    await waitUntil(() => quality.some(({ state }) => state === "TT"), 20_000);
    // It waited for the few that had tickets, not for the bulk; and for nothing of the back-fill, which was under way.
    expect(await countLeft("name = 'assess-quality' and owner_state = 'JM'")).toBeGreaterThan(10);
    expect(await countLeft("name = 'fill-vectors'")).toBeGreaterThan(0);
    await waitUntil(() => rest.length >= 3, 20_000);
    for (const [taken, names] of [
      [behind, ["fill-vectors"]],
      [quality, ["assess-quality"]],
      [rest, ["extract-features", "search-candidates", "verify-candidates"]],
    ] as const) {
      expect(names).toEqual(expect.arrayContaining(taken.map(({ job }) => job)));
    }
  });
});
