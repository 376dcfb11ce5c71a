import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import type { Job } from "../../repositories/jobs/jobs.ts";

/** Why it failed by codes too. */
export interface JobView extends Job {
  readonly reasonSaid: readonly Saying[];
}

export function viewJob(job: Job): JobView {
  return { ...job, reasonSaid: explainSentences(job.reason) };
}
