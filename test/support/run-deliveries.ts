/** Chains, derives and delivers, as the workers do, until nothing more is due. */
import type { JobName } from "../../src/jobs/catalog.ts";
import { takeDueJobs } from "../../src/repositories/jobs/job-relay.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { deriveNotices } from "../../src/usecases/notices/derive-notices.ts";
import { PROCESSORS } from "../../workers/processors.ts";

/** Until the trail is read to its end, what was derived included. */
export async function deriveAll(deps: Pick<Deps, "sql" | "clock" | "delivery">): Promise<void> {
  for (;;) {
    await chainAllAuditEvents(deps);
    if (((await deriveNotices(deps))?.read ?? 0) === 0) return;
  }
}

/** The jobs of delivery that are due; other work is left alone. */
export async function runDeliveries(deps: Deps): Promise<void> {
  await deriveAll(deps);
  for (const { id, name, attempt } of await takeDueJobs(deps.sql, deps.clock.now(), {
    batch: 0,
    least: 0,
    perActive: 0,
    low: 1_000,
  })) {
    if (!name.startsWith("deliver-")) continue;
    await runJob(
      deps,
      { ticketId: `${id}_${attempt}`, jobId: id, attempt, name: name as JobName, priority: "low" },
      PROCESSORS,
    );
  }
}
