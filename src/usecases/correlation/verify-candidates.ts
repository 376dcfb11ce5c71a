import { causeOfRest } from "../../jobs/catalog.ts";
import { listUncompared, type UncomparedCandidate } from "../../repositories/correlation/candidates.ts";
import { insertComparisons } from "../../repositories/correlation/comparisons.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { listMethods, nameMethod } from "../analysis/find-method.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { completeStep, type StepRun } from "../jobs/complete-step.ts";
import { chooseLooks, type Look } from "./choose-looks.ts";
import { compareCandidates, describeComparison } from "./compare-candidates.ts";
import { askForOtherRegions, enterRegionMates } from "./compare-regions.ts";
import { rankPairs } from "./rank-pairs.ts";
import { registerCandidates } from "./register-candidates.ts";
import { seekReplicas } from "./seek-replicas.ts";
import { settleLinkages } from "./settle-linkages.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder" | "limits">;

/**
 * Fifth arrow: compares the acquisition geometrically with its candidates, and proposes the best pairs of exhibits to the
 * examiners. A candidate that another worker compared meanwhile keeps the first result; what older outlines, preparations or
 * methods had found stays beside it, and counts no longer.
 *
 * Somebody waits for the list: what is neither among the most similar nor agrees better than chance once the two are laid on each other is put
 * off to a job of low priority, which compares everything that is left (`chooseLooks`).
 */
export async function verifyCandidates(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition, job } = run;
  const methods = listMethods(acquisition.region).map(nameMethod);
  const model = await findActiveModel(deps.sql, acquisition.region);
  await enterRegionMates(deps, acquisition);
  const candidates = await listUncompared(deps.sql, acquisition.id, methods);
  const { compared, postponed } = await compareCandidates(deps, run, candidates, await plan(deps, run, candidates));
  const replicas = await seekReplicas(deps, run, compared);
  const pairs = model === null ? [] : await rankPairs(deps, acquisition, { model, compared });
  await completeStep(deps, run, async (tx, at) => {
    await insertComparisons(
      tx,
      compared.map((each) => describeComparison(each, replicas.get(each.candidate.id) ?? [], at)),
    );
    const proposed = await settleLinkages(tx, run, pairs, at);
    await askForOtherRegions(tx, run, pairs, at);
    if (postponed > 0) {
      await askForJob(tx, "verify-candidates", acquisition, job.requestId, at, causeOfRest(job.id), "low");
    }
    return {
      change: { stage: "verified", note: acquisition.stageNote },
      action: "acquisition.verified",
      detail: {
        compared: compared.length,
        proposed,
        ...(postponed === 0 ? {} : { postponed }),
        ...(methods.length === 0 ? {} : { method: methods.join(" ") }),
        ...(run.cause === null ? {} : { cause: run.cause }),
        ...(replicas.size === 0 ? {} : { likelyReplicas: replicas.size }),
      },
    };
  });
}

/** A comparison of lands takes hardly longer than their registration; of pictures it was not measured what registration tells. */
async function plan(deps: Needs, run: StepRun, candidates: readonly UncomparedCandidate[]): Promise<readonly Look[]> {
  if (run.job.priority === "low") return candidates.map(() => "whole");
  const { format, region } = run.acquisition;
  const registers = format === "X3P" && region !== "LEA";
  return chooseLooks(registers ? await registerCandidates(deps, run, candidates) : candidates.map(() => null));
}
