import type { RequestContext } from "../../domain/context.ts";
import { type JobState, listJobs as listJobRows } from "../../repositories/jobs/jobs.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type JobView, viewJob } from "./view-job.ts";

export interface ListJobsInput extends PageInput {
  readonly state?: JobState | undefined;
}

/** The jobs of the actor's state, newest first; of every state for the regional coordinator, an auditor and the operator. */
export async function listJobs(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ListJobsInput,
): Promise<Page<JobView>> {
  const { actor } = context;
  const everywhere =
    actor.kind === "system" || actor.roles.includes("regional_coordinator") || actor.roles.includes("auditor");
  const ownerState = everywhere ? null : actor.state;
  const target = { ownerStates: ownerState === null ? [] : [ownerState] };
  await authorise(deps, context, "job.read", target, { kind: "job", id: "list" });
  const page = await listJobRows(deps.sql, { state: input.state ?? null, ownerState }, toPageRequest(input));
  return { ...page, items: page.items.map(viewJob) };
}
