import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../src/domain/context.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { FIRST_JOB } from "../../src/jobs/catalog.ts";
import type { JobQueue, JobTicket } from "../../src/ports/job-queue.ts";
import { findAcquisition } from "../../src/repositories/acquisitions.ts";
import { listAuditEvents } from "../../src/repositories/audit-events.ts";
import { claimJob, findJob, type Job, listJobs } from "../../src/repositories/jobs.ts";
import { askForJob } from "../../src/usecases/ask-for-job.ts";
import { completeStep, LeaseLost } from "../../src/usecases/complete-step.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { listJobs as listJobsUsecase } from "../../src/usecases/list-jobs.ts";
import { recoverJobs } from "../../src/usecases/recover-jobs.ts";
import { relayOutbox } from "../../src/usecases/relay-outbox.ts";
import { retryJob } from "../../src/usecases/retry-job.ts";
import { type Processor, type Processors, runJob } from "../../src/usecases/run-job.ts";
import { collectLog } from "../support/collect-log.ts";
import { enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

/** Takes tickets and keeps them: what a queue that no worker listens to would hold. */
function holdTickets(): { queue: JobQueue; tickets: JobTicket[] } {
  const tickets: JobTicket[] = [];
  const queue: JobQueue = {
    addTickets: async (added) => {
      tickets.push(...added);
    },
    startProcessing: async () => {},
    countTickets: async () => ({ waiting: tickets.length, active: 0 }),
    checkReady: async () => {},
    close: async () => {},
  };
  return { queue, tickets };
}

const done: Processor = (deps, run) =>
  completeStep(deps, run, async () => ({
    change: { stage: "quality_assessed", note: null },
    action: "acquisition.quality_assessed",
    detail: {},
  }));
const everyJob = (processor: Processor): Processors => ({
  "assess-quality": processor,
  "extract-features": processor,
  "search-candidates": processor,
  "verify-candidates": processor,
});

describeEachSql("the outbox and its jobs", (getSql) => {
  let world: World;
  let deps: Deps;
  let technician: RequestContext;
  let foreigner: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
    foreigner = await world.hire("BB", "lab_technician");
    const { sql, clock, limits } = world.deps;
    deps = { sql, clock, limits, log: collectLog().log } as Deps;
  });
  afterAll(() => world.close());

  /** A fresh acquisition whose first job waits in the outbox. */
  async function ask(): Promise<{ acquisitionId: string; job: Job }> {
    const { acquisitionId } = await enterEvidence(world.deps, technician);
    await getSql().query("update acquisitions set stage = 'received' where id = $1", [acquisitionId]);
    await getSql().transaction((tx) =>
      askForJob(tx, FIRST_JOB, { id: acquisitionId, ownerState: "JM" }, "request-1", world.clock.now()),
    );
    const { rows } = await getSql().query("select id from jobs where key = $1", [`${FIRST_JOB}/${acquisitionId}`]);
    const job = await findJob(getSql(), String(rows[0]?.id));
    if (job === null) throw new Error("The job is not there.");
    return { acquisitionId, job };
  }
  const ticketOf = (job: Job): JobTicket => ({
    ticketId: `${job.id}_${job.attempt}`,
    jobId: job.id,
    attempt: job.attempt,
    name: job.name,
  });
  const reload = async (job: Job): Promise<Job> => {
    const found = await findJob(getSql(), job.id);
    if (found === null) throw new Error("The job is not there.");
    return found;
  };
  const actionsOf = async (targetKind: string, targetId: string) =>
    (await listAuditEvents(getSql(), { targetKind, targetId }, { limit: 100, after: null })).items.map(
      (event) => event.action,
    );

  test("asking twice is asking once", async () => {
    const { acquisitionId, job } = await ask();
    await getSql().transaction((tx) =>
      askForJob(tx, FIRST_JOB, { id: acquisitionId, ownerState: "JM" }, "request-2", world.clock.now()),
    );
    const { rows } = await getSql().query("select request_id from jobs where key = $1", [job.key]);
    expect(rows).toEqual([{ request_id: "request-1" }]);
  });

  test("a step that succeeds ends its job and asks for the next, under the same request", async () => {
    const { acquisitionId, job } = await ask();
    await runJob(deps, ticketOf(job), everyJob(done));
    expect(await reload(job)).toMatchObject({ state: "done", reason: null, leasedUntil: null });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "quality_assessed", progress: 0 });
    expect(await actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.quality_assessed"]);
    const { rows } = await getSql().query("select state, request_id from jobs where key = $1", [
      `extract-features/${acquisitionId}`,
    ]);
    expect(rows).toEqual([{ state: "pending", request_id: "request-1" }]);
  });

  test("a ticket that comes twice, late or of an old attempt does nothing", async () => {
    const { acquisitionId, job } = await ask();
    let ran = 0;
    const counting = everyJob(async (...args) => {
      ran += 1;
      await done(...args);
    });
    await runJob(deps, { ...ticketOf(job), attempt: 2 }, counting);
    expect(ran).toBe(0);
    await Promise.all([runJob(deps, ticketOf(job), counting), runJob(deps, ticketOf(job), counting)]);
    await runJob(deps, ticketOf(job), counting);
    expect(ran).toBe(1);
    expect(await actionsOf("acquisition", acquisitionId)).toHaveLength(1);
  });

  test("an overtaken attempt writes nothing", async () => {
    const { acquisitionId, job } = await ask();
    const { queue } = holdTickets();
    await runJob(
      deps,
      ticketOf(job),
      everyJob(async (all, run) => {
        // The lease runs out while the step computes; the relay gives the job to another worker, which finishes it.
        world.clock.advance(120_000);
        await relayOutbox(deps, queue);
        await runJob(deps, ticketOf(await reload(job)), everyJob(done));
        await expect(done(all, run)).rejects.toThrow(LeaseLost);
        throw new LeaseLost();
      }),
    );
    expect(await reload(job)).toMatchObject({ state: "done", attempt: 2 });
    expect(await actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.quality_assessed"]);
  });

  test("a failure is tried again later, with its reason kept, until the attempts are used up", async () => {
    const { acquisitionId, job } = await ask();
    const failing = everyJob(async () => {
      throw new RibinError("UNAVAILABLE", "The store does not answer.");
    });
    const delays: number[] = [];
    for (let attempt = 1; attempt < job.maxAttempts; attempt++) {
      await runJob(deps, ticketOf(await reload(job)), failing);
      const now = await reload(job);
      expect(now).toMatchObject({
        state: "pending",
        attempt: attempt + 1,
        reason: "UNAVAILABLE: The store does not answer.",
      });
      delays.push(now.runAfter.getTime() - world.clock.now().getTime());
    }
    expect(delays).toEqual([2_000, 4_000, 8_000]);
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "received" });
    await runJob(deps, ticketOf(await reload(job)), failing);
    expect(await reload(job)).toMatchObject({ state: "failed", attempt: job.maxAttempts });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({
      stage: "failed",
      stageNote: "assess-quality failed. UNAVAILABLE: The store does not answer.",
    });
    expect(await actionsOf("job", job.id)).toEqual(["job.failed"]);
    expect(await actionsOf("acquisition", acquisitionId)).toEqual(["acquisition.failed"]);
  });

  test("an error that cannot heal fails at once; words that the program did not write are not kept", async () => {
    const first = await ask();
    await runJob(
      deps,
      ticketOf(first.job),
      everyJob(async () => {
        throw new RibinError("IMAGE_UNREADABLE", "The image is damaged.");
      }),
    );
    expect(await reload(first.job)).toMatchObject({
      state: "failed",
      attempt: 1,
      reason: "IMAGE_UNREADABLE: The image is damaged.",
    });
    const second = await ask();
    await runJob(
      deps,
      ticketOf(second.job),
      everyJob(async () => {
        throw new TypeError("connect to postgres://user:secret@host failed");
      }),
    );
    const kept = await reload(second.job);
    expect(kept.state).toBe("pending");
    expect(kept.reason).toMatch(/TypeError/);
    expect(kept.reason).not.toMatch(/secret/);
  });

  test("a failed job is put back to work by its own state's people only, and keeps its reason until it is done", async () => {
    const { acquisitionId, job } = await ask();
    await runJob(
      deps,
      ticketOf(job),
      everyJob(async () => {
        throw new RibinError("MODEL_INVALID");
      }),
    );
    await expect(retryJob(deps, foreigner, { jobId: job.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const listed = await listJobsUsecase(deps, technician, { state: "failed", limit: 100 });
    expect(listed.items.map((each) => each.id)).toContain(job.id);
    expect((await listJobsUsecase(deps, foreigner, { limit: 100 })).items).toEqual([]);
    const reopened = await retryJob(deps, technician, { jobId: job.id });
    expect(reopened).toMatchObject({ state: "pending", attempt: 2, reason: expect.stringContaining("MODEL_INVALID") });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "received", stageNote: null });
    await expect(retryJob(deps, technician, { jobId: job.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await runJob(deps, ticketOf(reopened), everyJob(done));
    expect(await reload(job)).toMatchObject({ state: "done", reason: null });
    expect(await actionsOf("job", job.id)).toEqual(["job.failed", "access.denied", "job.retried"]);
  });

  test("a lost ticket is sent again, a delayed job only when its time has come", async () => {
    await getSql().query("delete from jobs");
    const { job } = await ask();
    const { queue, tickets } = holdTickets();
    expect(await relayOutbox(deps, queue)).toBe(1);
    expect(tickets).toEqual([ticketOf(job)]);
    expect(await relayOutbox(deps, queue)).toBe(0);
    world.clock.advance(61_000);
    expect(await relayOutbox(deps, queue)).toBe(1);
    expect(tickets).toEqual([ticketOf(job), ticketOf(job)]);
    await runJob(
      deps,
      ticketOf(job),
      everyJob(async () => {
        throw new Error("once");
      }),
    );
    expect(await relayOutbox(deps, queue)).toBe(0);
    world.clock.advance(2_000);
    expect(await relayOutbox(deps, queue)).toBe(1);
    expect(tickets.at(-1)).toEqual({ ...ticketOf(job), ticketId: `${job.id}_2`, attempt: 2 });
  });

  test("a queue that is away leaves the outbox as it was", async () => {
    await getSql().query("delete from jobs");
    const { job } = await ask();
    const { queue, tickets } = holdTickets();
    const away = { ...queue, addTickets: async () => Promise.reject(new RibinError("UNAVAILABLE", "Redis is away.")) };
    await expect(relayOutbox(deps, away)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await reload(job)).toMatchObject({ state: "pending" });
    await relayOutbox(deps, queue);
    expect(tickets).toEqual([ticketOf(job)]);
  });

  test("two relays at once send each ticket once", async () => {
    await getSql().query("delete from jobs");
    for (let index = 0; index < 5; index++) await ask();
    const { queue, tickets } = holdTickets();
    await Promise.all([relayOutbox(deps, queue), relayOutbox(deps, queue)]);
    expect(new Set(tickets.map((ticket) => ticket.ticketId)).size).toBe(5);
    expect(tickets).toHaveLength(5);
  });

  test("a job that kills every worker ends", async () => {
    const { acquisitionId, job } = await ask();
    const { queue } = holdTickets();
    for (let attempt = 1; attempt <= job.maxAttempts; attempt++) {
      expect(await claimJob(getSql(), job.id, attempt, world.clock.now())).not.toBeNull();
      world.clock.advance(1);
      await relayOutbox(deps, queue);
    }
    expect(await reload(job)).toMatchObject({
      state: "failed",
      attempt: job.maxAttempts,
      reason: "JOB_FAILED: the worker stopped in the middle of it.",
    });
    expect(await findAcquisition(getSql(), acquisitionId)).toMatchObject({ stage: "failed" });
  });

  test("the embedded service takes up at its start what it had begun when it was killed", async () => {
    await getSql().query("delete from jobs");
    const begun = await ask();
    const queued = await ask();
    const { queue, tickets } = holdTickets();
    await relayOutbox(deps, queue);
    await claimJob(getSql(), begun.job.id, 1, new Date(world.clock.now().getTime() + 60_000));
    tickets.length = 0;
    await recoverJobs(deps);
    await relayOutbox(deps, queue);
    const expected = [`${begun.job.id}_2`, `${queued.job.id}_1`].sort();
    expect(tickets.map((ticket) => ticket.ticketId).sort()).toEqual(deps.sql.dialect === "pglite" ? expected : []);
  });

  test("lists page by page, newest first", async () => {
    await getSql().query("delete from jobs");
    const asked: string[] = [];
    for (let index = 0; index < 5; index++) {
      world.clock.advance(1);
      asked.unshift((await ask()).job.id);
    }
    const filter = { state: null, ownerState: "JM" as const };
    const first = await listJobs(getSql(), filter, { limit: 3, after: null });
    expect(first.items.map((job) => job.id)).toEqual(asked.slice(0, 3));
    const second = await listJobsUsecase(deps, technician, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(second.items.map((job) => job.id)).toEqual(asked.slice(3));
    expect(second.nextCursor).toBeNull();
    expect(await listJobs(getSql(), { ...filter, state: "failed" }, { limit: 3, after: null })).toMatchObject({
      items: [],
    });
  });

  test("a job of a payload that this program cannot read fails with its reason", async () => {
    const { job } = await ask();
    await getSql().query("update jobs set payload_version = 9 where id = $1", [job.id]);
    await runJob(deps, ticketOf(job), everyJob(done));
    expect(await reload(job)).toMatchObject({ state: "failed", reason: expect.stringContaining("version 9") });
    await runJob(deps, { ...ticketOf(job), jobId: uuidv7() }, everyJob(done));
  });
});
