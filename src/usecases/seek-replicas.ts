import type { ComparedCandidate } from "./compare-candidates.ts";
import type { StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";

/** Remarks for the examiner by the candidate's id. */
export async function seekReplicas(
  _deps: Pick<Deps, "blobs" | "pool">,
  _run: StepRun,
  _compared: readonly ComparedCandidate[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  return new Map();
}
