import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import type { StepRun } from "../jobs/complete-step.ts";
import type { ComparedCandidate } from "./compare-candidates.ts";

/** Of the most similar that do not match as they are, so many are looked at turned over: each costs one more comparison. */
const MOST = 3;
/** What scores as high as this needs no other explanation. */
const MATCHES = 0.5;
const REMARK =
  "Turned over, one of the two matches the other: it looks like a mirrored, inverted replica. Check the category of both exhibits; nothing is scored by this.";

/**
 * Remarks for the examiner, by the candidate's id: where one of two marks that do not match looks like a negative cast that
 * nobody entered as one. Looked at are the most similar candidates, and all with a cast of which nobody said which way round it is.
 */
export async function seekReplicas(
  deps: Pick<Deps, "blobs" | "pool">,
  run: StepRun,
  compared: readonly ComparedCandidate[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const unlike = compared.filter(({ outcome }) => !outcome.comparable || outcome.score < MATCHES);
  const looked = unlike.filter(({ candidate }, at) => at < MOST || candidate.unsure);
  const remarks = new Map<string, readonly string[]>();
  if (looked.length === 0) return remarks;
  const isA = ({ candidate }: ComparedCandidate) => candidate.acquisitionA === run.acquisition.id;
  const marksOf = (each: ComparedCandidate) => each.candidate.marks;
  const [first] = looked as [ComparedCandidate, ...ComparedCandidate[]];
  const marks = {
    query: await readMark(deps, isA(first) ? marksOf(first).a : marksOf(first).b),
    others: await Promise.all(looked.map((each) => readMark(deps, isA(each) ? marksOf(each).b : marksOf(each).a))),
  };
  const likely = await deps.pool.runTask("seekReplicas", marks, { priority: run.job.priority });
  for (const [at, { candidate }] of looked.entries()) if (likely[at]) remarks.set(candidate.id, [REMARK]);
  return remarks;
}
