/** Jobs of real acquisitions on a fresh database, for the tests of the outbox. */
import type { RequestContext } from "../../src/domain/context.ts";
import { FIRST_JOB } from "../../src/jobs/catalog.ts";
import type { JobQueue, JobTicket } from "../../src/ports/job-queue.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { listAuditEvents } from "../../src/repositories/audit/audit-events.ts";
import { findJob, type Job } from "../../src/repositories/jobs/jobs.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { askForJob } from "../../src/usecases/jobs/ask-for-job.ts";
import { completeStep } from "../../src/usecases/jobs/complete-step.ts";
import type { Processor, Processors } from "../../src/usecases/jobs/run-job.ts";
import { PROCESSORS } from "../../workers/processors.ts";
import { collectLog } from "./collect-log.ts";
import { enterEvidence, openWorld } from "./decision-world.ts";

/** Takes tickets and keeps them: what a queue that no worker listens to would hold. */
export function holdTickets(): { queue: JobQueue; tickets: JobTicket[] } {
  const tickets: JobTicket[] = [];
  const queue: JobQueue = {
    addTickets: async (added) => {
      tickets.push(...added);
    },
    startProcessing: async () => {},
    noticeLoss: async () => {},
    countTickets: async () => ({ waiting: tickets.length, active: 0 }),
    checkReady: async () => {},
    close: async () => {},
  };
  return { queue, tickets };
}

/** A step without numerics that ends as every step does. */
export const done: Processor = (deps, run) =>
  completeStep(deps, run, async () => ({
    change: { stage: "quality_assessed", note: null },
    action: "acquisition.quality_assessed",
    detail: {},
  }));

export const everyJob = (processor: Processor): Processors => ({
  "assess-quality": processor,
  "extract-features": processor,
  "search-candidates": processor,
  "verify-candidates": processor,
  "fill-vectors": PROCESSORS["fill-vectors"],
  "drop-vectors": PROCESSORS["drop-vectors"],
  "correlate-open": PROCESSORS["correlate-open"],
  "sweep-gallery": PROCESSORS["sweep-gallery"],
  "sweep-shard": PROCESSORS["sweep-shard"],
  "fill-sweep": PROCESSORS["fill-sweep"],
  "purge-evidence": PROCESSORS["purge-evidence"],
  "verify-audit": PROCESSORS["verify-audit"],
  "deliver-mail": PROCESSORS["deliver-mail"],
  "deliver-webhook": PROCESSORS["deliver-webhook"],
});

export const ticketOf = (job: Job): JobTicket => ({
  ticketId: `${job.id}_${job.attempt}`,
  jobId: job.id,
  attempt: job.attempt,
  name: job.name,
  priority: job.priority,
});

export async function openJobs(sql: Sql) {
  const world = await openWorld(sql);
  const technician: RequestContext = await world.hire("JM", "lab_technician");
  const { clock, limits } = world.deps;
  // Blobs, pool and model are not asked for by these jobs.
  const deps = { sql, clock, limits, log: collectLog().log } as Deps;
  return {
    ...world,
    deps,
    technician,
    /** A fresh acquisition whose first job waits in the outbox. */
    async ask(): Promise<{ acquisitionId: string; job: Job }> {
      const { acquisitionId } = await enterEvidence(world.deps, technician);
      await sql.query("update acquisitions set stage = 'received' where id = $1", [acquisitionId]);
      await sql.transaction((tx) =>
        askForJob(tx, FIRST_JOB, { id: acquisitionId, ownerState: "JM" }, "request-1", clock.now()),
      );
      const { rows } = await sql.query("select id from jobs where key = $1", [`${FIRST_JOB}/${acquisitionId}`]);
      const job = await findJob(sql, String(rows[0]?.id));
      if (job === null) throw new Error("The job is not there.");
      return { acquisitionId, job };
    },
    async reload(job: Job): Promise<Job> {
      const found = await findJob(sql, job.id);
      if (found === null) throw new Error("The job is not there.");
      return found;
    },
    async actionsOf(targetKind: string, targetId: string): Promise<string[]> {
      const events = await listAuditEvents(sql, { targetKind, targetId }, { limit: 100, after: null });
      return events.items.map((event) => event.action);
    },
  };
}
export type Jobs = Awaited<ReturnType<typeof openJobs>>;
