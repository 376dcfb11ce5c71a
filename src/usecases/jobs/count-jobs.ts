import { countOpenJobs, type JobCount } from "../../repositories/jobs/job-counts.ts";
import type { Deps } from "../deps.ts";

/** For the operator's metrics: numbers only, of no state's evidence in particular. */
export async function countJobs(deps: Pick<Deps, "sql">): Promise<readonly JobCount[]> {
  return countOpenJobs(deps.sql);
}
