import { countWaitingUpTo } from "../../repositories/jobs/job-counts.ts";
import type { Deps } from "../deps.ts";

/** Whether at least `most` jobs of acquisitions that somebody waits for have not begun. */
export async function isWorkPiledUp(deps: Pick<Deps, "sql">, most: number): Promise<boolean> {
  return (await countWaitingUpTo(deps.sql, most)) >= most;
}
