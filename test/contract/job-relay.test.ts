import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { RibinError } from "../../src/domain/errors.ts";
import { findAcquisition } from "../../src/repositories/acquisitions/acquisitions.ts";
import { claimJob } from "../../src/repositories/jobs/jobs.ts";
import { recoverJobs } from "../../src/usecases/jobs/recover-jobs.ts";
import { relayOutbox } from "../../src/usecases/jobs/relay-outbox.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { done, everyJob, holdTickets, type Jobs, openJobs, ticketOf } from "../support/job-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the relay of the outbox", (getSql) => {
  let jobs: Jobs;
  beforeAll(async () => {
    jobs = await openJobs(getSql());
  });
  afterAll(() => jobs.close());

  test("a lost ticket is sent again, a delayed job only when its time has come", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    const { queue, tickets } = holdTickets();
    expect(await relayOutbox(jobs.deps, queue)).toBe(1);
    expect(tickets).toEqual([ticketOf(job)]);
    expect(await relayOutbox(jobs.deps, queue)).toBe(0);
    jobs.clock.advance(61_000);
    expect(await relayOutbox(jobs.deps, queue)).toBe(1);
    expect(tickets).toEqual([ticketOf(job), ticketOf(job)]);
    await runJob(
      jobs.deps,
      ticketOf(job),
      everyJob(async () => {
        throw new Error("once");
      }),
    );
    expect(await relayOutbox(jobs.deps, queue)).toBe(0);
    jobs.clock.advance(2_000);
    expect(await relayOutbox(jobs.deps, queue)).toBe(1);
    expect(tickets.at(-1)).toEqual({ ...ticketOf(job), ticketId: `${job.id}_2`, attempt: 2 });
  });

  test("low jobs go out behind all normal ones, and only so many at a time", async () => {
    await getSql().query("delete from jobs");
    const low = await jobs.ask();
    await getSql().query("update jobs set priority = 'low' where id = $1", [low.job.id]);
    const { job } = await jobs.ask();
    const { queue, tickets } = holdTickets();
    await relayOutbox(jobs.deps, queue);
    expect(tickets).toEqual([ticketOf(job), { ...ticketOf(low.job), priority: "low" }]);
    await getSql().query(
      `insert into jobs (id, name, payload, payload_version, key, owner_state, state, priority, max_attempts, run_after, request_id, created_at)
       select gen_random_uuid(), name, payload, payload_version, key || '/' || n, owner_state, 'pending', 'low', 1, run_after, request_id, created_at
       from jobs, generate_series(1, 300) as n where id = $1`,
      [low.job.id],
    );
    while ((await relayOutbox(jobs.deps, queue)) > 0);
    expect(tickets).toHaveLength(1 + 200);
  });

  test("one state's bulk import lets another's one case wait for a few jobs alone", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    const copy = (state: string, many: number, seconds: number) =>
      getSql().query(
        `insert into jobs (id, name, payload, payload_version, key, owner_state, state, priority, max_attempts, run_after, request_id, created_at)
         select gen_random_uuid(), name, payload, payload_version, key || '/' || $2::text || n, $2, 'pending', 'normal', 1,
           run_after + make_interval(secs => $4::int + n), request_id, created_at
         from jobs, generate_series(1, $3::int) as n where id = $1`,
        [job.id, state, many, seconds],
      );
    await copy("JM", 300, 0);
    jobs.clock.advance(600_000);
    const { queue, tickets } = holdTickets();
    // What waits with tickets is a few jobs more than what is worked on.
    while ((await relayOutbox(jobs.deps, queue)) > 0);
    expect(tickets).toHaveLength(16);
    await copy("TT", 3, 400);
    expect(await relayOutbox(jobs.deps, queue)).toBe(0);
    await getSql().query("update jobs set state = 'done' where state = 'queued'");
    expect(await relayOutbox(jobs.deps, queue)).toBe(16);
    const { rows } = await getSql().query("select id, owner_state from jobs where state = 'queued'", []);
    const stateOf = new Map(rows.map((row) => [String(row.id), String(row.owner_state)]));
    const states = tickets.slice(16).map(({ jobId }) => stateOf.get(jobId));
    expect(states.slice(0, 6).sort()).toEqual(["JM", "JM", "JM", "TT", "TT", "TT"]);
    expect(states.slice(6)).toEqual(Array.from({ length: 10 }, () => "JM"));
    // What is under way counts too: a state that keeps all workers busy lets the others' go first.
    await getSql().query("update jobs set state = 'active', leased_until = $1 where state = 'queued'", [
      new Date(jobs.clock.now().getTime() + 60_000),
    ]);
    await copy("GY", 2, 500);
    tickets.length = 0;
    expect(await relayOutbox(jobs.deps, queue)).toBe(64);
    const [first, second] = tickets;
    const own = await getSql().query("select distinct owner_state from jobs where id in ($1, $2)", [
      first?.jobId,
      second?.jobId,
    ]);
    expect(own.rows).toEqual([{ owner_state: "GY" }]);
  });

  test("the steps of what came first go before the first steps of what came behind it", async () => {
    await getSql().query("delete from jobs");
    const first = await jobs.ask();
    jobs.clock.advance(1_000);
    const second = await jobs.ask();
    jobs.clock.advance(1_000);
    const { queue, tickets } = holdTickets();
    await relayOutbox(jobs.deps, queue);
    await getSql().query("update jobs set state = 'pending', queued_at = null where id = $1", [second.job.id]);
    await runJob(jobs.deps, ticketOf(first.job), everyJob(done));
    tickets.length = 0;
    await relayOutbox(jobs.deps, queue);
    expect(tickets.map(({ name }) => name)).toEqual(["extract-features", second.job.name]);
  });

  test("a queue that is away leaves the outbox as it was", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    const { queue, tickets } = holdTickets();
    const away = { ...queue, addTickets: async () => Promise.reject(new RibinError("UNAVAILABLE", "Redis is away.")) };
    await expect(relayOutbox(jobs.deps, away)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await jobs.reload(job)).toMatchObject({ state: "pending" });
    await relayOutbox(jobs.deps, queue);
    expect(tickets).toEqual([ticketOf(job)]);
  });

  test("two relays at once send each ticket once", async () => {
    await getSql().query("delete from jobs");
    for (let index = 0; index < 5; index++) await jobs.ask();
    const { queue, tickets } = holdTickets();
    await Promise.all([relayOutbox(jobs.deps, queue), relayOutbox(jobs.deps, queue)]);
    expect(new Set(tickets.map((ticket) => ticket.ticketId)).size).toBe(5);
    expect(tickets).toHaveLength(5);
  });

  test("a job that kills every worker ends", async () => {
    const { acquisitionId, job } = await jobs.ask();
    const { queue } = holdTickets();
    for (let attempt = 1; attempt <= job.maxAttempts; attempt++) {
      expect(await claimJob(getSql(), job.id, attempt, jobs.clock.now())).not.toBeNull();
      jobs.clock.advance(1);
      await relayOutbox(jobs.deps, queue);
    }
    expect(await jobs.reload(job)).toMatchObject({
      state: "failed",
      attempt: job.maxAttempts,
      reason: "JOB_FAILED: the worker stopped in the middle of it.",
    });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "failed" });
  });

  test("jobs whose workers stop again and again come back at times of their own, the first time at once", async () => {
    await getSql().query("delete from jobs");
    const { queue } = holdTickets();
    const delaysAfter = async (attempt: number) => {
      const asked = await Promise.all(Array.from({ length: 6 }, () => jobs.ask()));
      for (const { job } of asked) {
        await getSql().query("update jobs set attempt = $2 where id = $1", [job.id, attempt]);
        await claimJob(getSql(), job.id, attempt, jobs.clock.now());
      }
      jobs.clock.advance(1);
      await relayOutbox(jobs.deps, queue);
      const now = jobs.clock.now().getTime();
      return Promise.all(asked.map(async ({ job }) => (await jobs.reload(job)).runAfter.getTime() - now));
    };
    expect(await delaysAfter(1)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const attempt of [2, 3]) {
      const delays = await delaysAfter(attempt);
      expect(new Set(delays).size).toBeGreaterThan(3);
      for (const delay of delays) expect(delay).toBeLessThanOrEqual(10_000 * (attempt - 1));
    }
  });

  test("what a queue says that it lost is handed out again at once", async () => {
    await getSql().query("delete from jobs");
    const { job } = await jobs.ask();
    const { queue, tickets } = holdTickets();
    await relayOutbox(jobs.deps, queue);
    let lost = true;
    const emptied = {
      ...queue,
      noticeLoss: async (handOutAgain: () => Promise<void>) => {
        if (lost) await handOutAgain();
        lost = false;
      },
    };
    expect(await relayOutbox(jobs.deps, emptied)).toBe(1);
    expect(await relayOutbox(jobs.deps, emptied)).toBe(0);
    expect(tickets).toEqual([ticketOf(job), ticketOf(job)]);
  });

  test("what a clock far ahead asked for, queued, leased or put off does not wait until it is as late as that", async () => {
    await getSql().query("delete from jobs");
    const right = jobs.clock.now().getTime();
    const { queue, tickets } = holdTickets();
    const [asked, queued, leased, putOff] = [await jobs.ask(), await jobs.ask(), await jobs.ask(), await jobs.ask()];
    const ahead = new Date(right + 3 * 3_600_000);
    await getSql().query("update jobs set created_at = $2, run_after = $2 where id = $1", [asked.job.id, ahead]);
    await getSql().query("update jobs set state = 'queued', queued_at = $2 where id = $1", [queued.job.id, ahead]);
    await claimJob(getSql(), leased.job.id, 1, ahead);
    await getSql().query("update jobs set run_after = $2 where id = $1", [putOff.job.id, ahead]);
    await relayOutbox(jobs.deps, queue);
    expect(tickets.map(({ ticketId }) => ticketId).sort()).toEqual(
      [`${asked.job.id}_1`, `${queued.job.id}_1`, `${leased.job.id}_2`, `${putOff.job.id}_1`].sort(),
    );
  });

  test("a job of another version's payload ends too, and holds up no other", async () => {
    await getSql().query("delete from jobs");
    const [strange, other] = [await jobs.ask(), await jobs.ask()];
    const payload = JSON.stringify({ subject: "of another version" });
    await getSql().query("update jobs set payload_version = 9, payload = $2, max_attempts = 1 where id = $1", [
      strange.job.id,
      payload,
    ]);
    await claimJob(getSql(), strange.job.id, 1, jobs.clock.now());
    jobs.clock.advance(1);
    const { queue, tickets } = holdTickets();
    expect(await relayOutbox(jobs.deps, queue)).toBe(1);
    expect(tickets).toEqual([ticketOf(other.job)]);
    expect(await jobs.reload(strange.job)).toMatchObject({ state: "failed" });
  });

  test("the embedded service takes up at its start what it had begun when it was killed", async () => {
    await getSql().query("delete from jobs");
    const begun = await jobs.ask();
    const queued = await jobs.ask();
    const { queue, tickets } = holdTickets();
    await relayOutbox(jobs.deps, queue);
    await claimJob(getSql(), begun.job.id, 1, new Date(jobs.clock.now().getTime() + 60_000));
    tickets.length = 0;
    await recoverJobs(jobs.deps);
    await relayOutbox(jobs.deps, queue);
    const expected = [`${begun.job.id}_2`, `${queued.job.id}_1`].sort();
    expect(tickets.map((ticket) => ticket.ticketId).sort()).toEqual(jobs.deps.sql.dialect === "pglite" ? expected : []);
  });
});
