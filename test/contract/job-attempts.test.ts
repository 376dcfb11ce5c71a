import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../src/domain/context.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { FIRST_JOB } from "../../src/jobs/catalog.ts";
import { findAcquisition } from "../../src/repositories/acquisitions/acquisitions.ts";
import { listJobs } from "../../src/repositories/jobs/jobs.ts";
import { askForJob } from "../../src/usecases/jobs/ask-for-job.ts";
import { LeaseLost } from "../../src/usecases/jobs/complete-step.ts";
import { handBackJobs } from "../../src/usecases/jobs/hand-back-jobs.ts";
import { listJobs as listJobsUsecase } from "../../src/usecases/jobs/list-jobs.ts";
import { relayOutbox } from "../../src/usecases/jobs/relay-outbox.ts";
import { retryJob } from "../../src/usecases/jobs/retry-job.ts";
import { noRunningJobs, runJob } from "../../src/usecases/jobs/run-job.ts";
import { done, everyJob, holdTickets, type Jobs, openJobs, ticketOf } from "../support/job-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the attempts of a job", (getSql) => {
  let jobs: Jobs;
  let foreigner: RequestContext;
  beforeAll(async () => {
    jobs = await openJobs(getSql());
    foreigner = await jobs.hire("BB", "lab_technician");
  });
  afterAll(() => jobs.close());

  test("asking twice is asking once", async () => {
    const { acquisitionId, job } = await jobs.ask();
    await getSql().transaction((tx) =>
      askForJob(tx, FIRST_JOB, { id: acquisitionId, ownerState: "JM" }, "request-2", jobs.clock.now()),
    );
    const { rows } = await getSql().query("select request_id from jobs where key = $1", [job.key]);
    expect(rows).toEqual([{ request_id: "request-1" }]);
  });

  test("a step that succeeds ends its job and asks for the next, under the same request", async () => {
    const { acquisitionId, job } = await jobs.ask();
    await runJob(jobs.deps, ticketOf(job), everyJob(done));
    expect(await jobs.reload(job)).toMatchObject({ state: "done", reason: null, leasedUntil: null });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "quality_assessed", progress: 0 });
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.quality_assessed"]);
    const { rows } = await getSql().query("select state, request_id from jobs where key = $1", [
      `extract-features/${acquisitionId}`,
    ]);
    expect(rows).toEqual([{ state: "pending", request_id: "request-1" }]);
  });

  test("a ticket that comes twice, late or of an old attempt does nothing", async () => {
    const { acquisitionId, job } = await jobs.ask();
    let ran = 0;
    const counting = everyJob(async (...args) => {
      ran += 1;
      await done(...args);
    });
    await runJob(jobs.deps, { ...ticketOf(job), attempt: 2 }, counting);
    expect(ran).toBe(0);
    await Promise.all([runJob(jobs.deps, ticketOf(job), counting), runJob(jobs.deps, ticketOf(job), counting)]);
    await runJob(jobs.deps, ticketOf(job), counting);
    expect(ran).toBe(1);
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toHaveLength(1);
  });

  test("an overtaken attempt writes nothing", async () => {
    const { acquisitionId, job } = await jobs.ask();
    const { queue } = holdTickets();
    await runJob(
      jobs.deps,
      ticketOf(job),
      everyJob(async (all, run) => {
        // The lease runs out while the step computes; the relay gives the job to another worker, which finishes it.
        jobs.clock.advance(120_000);
        await relayOutbox(jobs.deps, queue);
        await runJob(jobs.deps, ticketOf(await jobs.reload(job)), everyJob(done));
        await expect(done(all, run)).rejects.toThrow(LeaseLost);
        throw new LeaseLost();
      }),
    );
    expect(await jobs.reload(job)).toMatchObject({ state: "done", attempt: 2 });
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.quality_assessed"]);
  });

  test("a failure is tried again later, with its reason kept, until the attempts are used up", async () => {
    const { acquisitionId, job } = await jobs.ask();
    const failing = everyJob(async () => {
      throw new RibinError("INTERNAL", "The file ended its reader.");
    });
    const delays: number[] = [];
    for (let attempt = 1; attempt < job.maxAttempts; attempt++) {
      await runJob(jobs.deps, ticketOf(await jobs.reload(job)), failing);
      const now = await jobs.reload(job);
      expect(now).toMatchObject({
        state: "pending",
        attempt: attempt + 1,
        reason: "INTERNAL: The file ended its reader.",
      });
      delays.push(now.runAfter.getTime() - jobs.clock.now().getTime());
    }
    expect(delays).toEqual([2_000, 4_000, 8_000]);
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "received" });
    await runJob(jobs.deps, ticketOf(await jobs.reload(job)), failing);
    expect(await jobs.reload(job)).toMatchObject({ state: "failed", attempt: job.maxAttempts });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({
      stage: "failed",
      stageNote: "assess-quality failed. INTERNAL: The file ended its reader.",
    });
    expect(await jobs.actionsOf("job", job.id)).toEqual(["job.failed"]);
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.failed"]);
  });

  test("a store that is away uses up no try: the job waits, at first for seconds, until a day has passed", async () => {
    const { acquisitionId, job } = await jobs.ask();
    const away = everyJob(async () => {
      throw new RibinError("UNAVAILABLE", "The store does not answer.");
    });
    const delays: number[] = [];
    for (let times = 1; times <= 40; times++) {
      await runJob(jobs.deps, ticketOf(await jobs.reload(job)), away);
      const now = await jobs.reload(job);
      expect(now).toMatchObject({ state: "pending", attempt: times + 1, maxAttempts: job.maxAttempts + times });
      delays.push((now.runAfter.getTime() - jobs.clock.now().getTime()) / 1_000);
    }
    expect(delays.slice(0, 5)).toEqual([2, 4, 8, 10, 10]);
    expect([delays[29], delays[30], delays[39]]).toEqual([10, 60, 60]);
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "received" });
    jobs.clock.advance(25 * 3_600_000);
    for (let times = 1; times <= job.maxAttempts; times++) {
      await runJob(jobs.deps, ticketOf(await jobs.reload(job)), away);
    }
    expect(await jobs.reload(job)).toMatchObject({
      state: "failed",
      reason: "UNAVAILABLE: The store does not answer.",
    });
  });

  test("a database that is away when an attempt ends is asked again, and the attempt ends as it did", async () => {
    const { job } = await jobs.ask();
    let away = 0;
    const sql = {
      ...jobs.deps.sql,
      query: async (...asked: Parameters<typeof jobs.deps.sql.query>) => {
        if (asked[0].includes("max_attempts = max_attempts") && away++ < 2)
          throw new RibinError("UNAVAILABLE", "The database does not answer.");
        return jobs.deps.sql.query(...asked);
      },
    };
    await runJob(
      { ...jobs.deps, sql },
      ticketOf(job),
      everyJob(async () => {
        throw new RibinError("UNAVAILABLE", "The database does not answer.");
      }),
    );
    expect(away).toBe(3);
    expect(await jobs.reload(job)).toMatchObject({ state: "pending", attempt: 2, maxAttempts: job.maxAttempts + 1 });
  });

  test("what a worker that ends hands back is due at once, without a try lost, and its own result is written nowhere", async () => {
    const { acquisitionId, job } = await jobs.ask();
    const running = noRunningJobs();
    await runJob(
      jobs.deps,
      ticketOf(job),
      everyJob(async (...args) => {
        expect([...running.jobs].map(({ id }) => id)).toEqual([job.id]);
        expect(await handBackJobs(jobs.deps, running)).toBe(1);
        expect(await handBackJobs(jobs.deps, running)).toBe(0);
        await done(...args);
      }),
      running,
    );
    expect([running.jobs.size, running.claims.size]).toEqual([0, 0]);
    const handedBack = await jobs.reload(job);
    expect(handedBack).toMatchObject({
      state: "pending",
      attempt: 2,
      maxAttempts: job.maxAttempts + 1,
      leasedUntil: null,
    });
    expect(handedBack.runAfter).toEqual(jobs.clock.now());
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toEqual([]);
    await runJob(jobs.deps, ticketOf(handedBack), everyJob(done));
    expect(await jobs.actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.quality_assessed"]);
  });

  test("an error that cannot heal fails at once; words that the program did not write are not kept", async () => {
    const first = await jobs.ask();
    await runJob(
      jobs.deps,
      ticketOf(first.job),
      everyJob(async () => {
        throw new RibinError("IMAGE_UNREADABLE", "The image is damaged.");
      }),
    );
    expect(await jobs.reload(first.job)).toMatchObject({
      state: "failed",
      attempt: 1,
      reason: "IMAGE_UNREADABLE: The image is damaged.",
    });
    const second = await jobs.ask();
    await runJob(
      jobs.deps,
      ticketOf(second.job),
      everyJob(async () => {
        throw new TypeError("connect to postgres://user:secret@host failed");
      }),
    );
    const kept = await jobs.reload(second.job);
    expect(kept.state).toBe("pending");
    expect(kept.reason).toMatch(/TypeError/);
    expect(kept.reason).not.toMatch(/secret/);
  });

  test("a failed job is put back to work by its own state's people only, and keeps its reason until it is done", async () => {
    const { acquisitionId, job } = await jobs.ask();
    await runJob(
      jobs.deps,
      ticketOf(job),
      everyJob(async () => {
        throw new RibinError("MODEL_INVALID");
      }),
    );
    await expect(retryJob(jobs.deps, foreigner, { jobId: job.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const listed = await listJobsUsecase(jobs.deps, jobs.technician, { state: "failed", limit: 100 });
    expect(listed.items.map((each) => each.id)).toContain(job.id);
    expect((await listJobsUsecase(jobs.deps, foreigner, { limit: 100 })).items).toEqual([]);
    const reopened = await retryJob(jobs.deps, jobs.technician, { jobId: job.id });
    expect(reopened).toMatchObject({ state: "pending", attempt: 2, reason: expect.stringContaining("MODEL_INVALID") });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "received", stageNote: null });
    await expect(retryJob(jobs.deps, jobs.technician, { jobId: job.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await runJob(jobs.deps, ticketOf(reopened), everyJob(done));
    expect(await jobs.reload(job)).toMatchObject({ state: "done", reason: null });
    expect(await jobs.actionsOf("job", job.id)).toEqual(["job.failed", "access.denied", "job.retried"]);
  });

  test("lists page by page, newest first", async () => {
    await getSql().query("delete from jobs");
    const asked: string[] = [];
    for (let index = 0; index < 5; index++) {
      jobs.clock.advance(1);
      asked.unshift((await jobs.ask()).job.id);
    }
    const filter = { state: null, ownerState: "JM" as const };
    const first = await listJobs(getSql(), filter, { limit: 3, after: null });
    expect(first.items.map((job) => job.id)).toEqual(asked.slice(0, 3));
    const second = await listJobsUsecase(jobs.deps, jobs.technician, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(second.items.map((job) => job.id)).toEqual(asked.slice(3));
    expect(second.nextCursor).toBeNull();
    expect(await listJobs(getSql(), { ...filter, state: "failed" }, { limit: 3, after: null })).toMatchObject({
      items: [],
    });
  });

  test("a job of a payload that this program cannot read fails with its reason", async () => {
    const { job } = await jobs.ask();
    await getSql().query("update jobs set payload_version = 9 where id = $1", [job.id]);
    await runJob(jobs.deps, ticketOf(job), everyJob(done));
    expect(await jobs.reload(job)).toMatchObject({ state: "failed", reason: expect.stringContaining("version 9") });
    await runJob(jobs.deps, { ...ticketOf(job), jobId: uuidv7() }, everyJob(done));
  });
});
