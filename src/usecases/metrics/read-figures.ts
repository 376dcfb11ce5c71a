import { countNetShares, type NetShare } from "../../repositories/correlation/sweeps.ts";
import { countOpenJobs, type JobCount } from "../../repositories/jobs/job-counts.ts";
import {
  type Counted,
  countAcquisitionsByStage,
  countLinkagesByStage,
  countWaitingJobs,
  readBackupAge,
  readChainDelay,
  type WaitingJobs,
} from "../../repositories/metrics/region-figures.ts";
import type { Deps } from "../deps.ts";

export interface QueueFigures {
  readonly jobs: readonly JobCount[];
  readonly waiting: readonly WaitingJobs[];
  readonly chain: { readonly waiting: number; readonly oldestSeconds: number };
}

/** What changes by the second: small tables, and rows that wait. */
export async function readQueueFigures({ sql, clock }: Pick<Deps, "sql" | "clock">): Promise<QueueFigures> {
  const now = clock.now();
  return {
    jobs: await countOpenJobs(sql),
    waiting: await countWaitingJobs(sql, now),
    chain: await readChainDelay(sql, now),
  };
}

export interface FunnelFigures {
  readonly acquisitions: readonly Counted[];
  readonly linkages: readonly Counted[];
  readonly nets: readonly NetShare[];
  readonly backupAgeSeconds: number | null;
}

/** What counts all rows: to be asked now and then. */
export async function readFunnelFigures({ sql, clock }: Pick<Deps, "sql" | "clock">): Promise<FunnelFigures> {
  return {
    acquisitions: await countAcquisitionsByStage(sql),
    linkages: await countLinkagesByStage(sql),
    nets: await countNetShares(sql, null),
    backupAgeSeconds: await readBackupAge(sql, clock.now()),
  };
}
