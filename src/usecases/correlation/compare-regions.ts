/** What one region proposes, the other regions that both exhibits have are asked about too. */
import { v7 as uuidv7 } from "uuid";
import { prepareBestCosine } from "../../domain/turn-vector.ts";
import type { AcquisitionStage } from "../../domain/vocabulary.ts";
import { causeOfRegion } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { type Candidate, insertCandidates } from "../../repositories/correlation/candidates.ts";
import { listRegionMates, type RegionMates } from "../../repositories/correlation/region-mates.ts";
import { type ExhibitPair, listLinkedPairs } from "../../repositories/review/linkages.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import type { StepRun } from "../jobs/complete-step.ts";

const BEGUN: readonly AcquisitionStage[] = ["searched", "verified"];

/** Makes candidates of the acquisition and those of its region of every exhibit that its own has a linkage with. */
export async function enterRegionMates(
  deps: Pick<Deps, "sql" | "clock" | "embedder">,
  { id, exhibitId }: Pick<Acquisition, "id" | "exhibitId">,
): Promise<void> {
  const at = deps.clock.now();
  const mates = await listRegionMates(deps.sql, await listLinkedPairs(deps.sql, exhibitId), at);
  const candidates = mates
    .filter(({ a, b }) => a.acquisitionId === id || b.acquisitionId === id)
    .map((pair) => describeMates(deps, pair, at));
  if (candidates.length > 0) await insertCandidates(deps.sql, candidates);
}

/**
 * Asks that the other acquisitions of the exhibit are verified once more where an exhibit of `pairs` has something of their region that
 * they have not met. Those whose verification is still to begin see the linkage by themselves.
 */
export async function askForOtherRegions(
  tx: SqlExecutor,
  { acquisition, job }: Pick<StepRun, "acquisition" | "job">,
  pairs: readonly ExhibitPair[],
  at: Date,
): Promise<void> {
  const sides = (await listRegionMates(tx, pairs, at)).flatMap(({ a, b }) => [a, b]);
  const own = sides.filter((side) => side.exhibitId === acquisition.exhibitId && BEGUN.includes(side.stage));
  const mates = new Map(
    own.map((side) => [side.acquisitionId, { id: side.acquisitionId, ownerState: side.ownerState }]),
  );
  for (const mate of mates.values()) {
    await askForJob(tx, "verify-candidates", mate, job.requestId, at, causeOfRegion(job.id), job.priority);
  }
}

function describeMates(
  { embedder }: Pick<Deps, "embedder">,
  { a, b, modelId, modelVersion, vectors }: RegionMates,
  createdAt: Date,
): Candidate {
  const model = embedder.models.find(({ id, version }) => id === modelId && version === modelVersion);
  return {
    id: uuidv7(),
    acquisitionA: a.acquisitionId,
    acquisitionB: b.acquisitionId,
    stateA: a.ownerState,
    stateB: b.ownerState,
    modelId,
    modelVersion,
    // As the search has it.
    similarity: vectors === null ? 0 : prepareBestCosine(vectors.a, model?.turning ?? null)(vectors.b),
    foundBy: "region",
    createdAt,
  };
}
