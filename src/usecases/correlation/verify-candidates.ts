import { causeOfRest } from "../../jobs/catalog.ts";
import { listUncompared } from "../../repositories/correlation/candidates.ts";
import { insertComparisons } from "../../repositories/correlation/comparisons.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { listMethods, nameMethod } from "../analysis/find-method.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { completeStep, type StepRun } from "../jobs/complete-step.ts";
import { compareCandidates, describeComparison } from "./compare-candidates.ts";
import { askForOtherRegions, enterRegionMates } from "./compare-regions.ts";
import { rankPairs } from "./rank-pairs.ts";
import { seekReplicas } from "./seek-replicas.ts";
import { settleLinkages } from "./settle-linkages.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder" | "limits">;

/** So many of the most similar are compared to the end, whatever their registration says. */
const WHOLE = 48;

/**
 * Fifth arrow: compares the acquisition geometrically with its candidates, and proposes the best pairs of exhibits to the
 * examiners. A candidate that another worker compared meanwhile keeps the first result; what older outlines, preparations or
 * methods had found stays beside it, and counts no longer.
 *
 * Somebody waits for the list: of all but the most similar, those whose registration is no better than chance are put off to a job of
 * low priority, which compares everything that is left.
 */
export async function verifyCandidates(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition, job } = run;
  const methods = listMethods(acquisition.region).map(nameMethod);
  const model = await findActiveModel(deps.sql, acquisition.region);
  await enterRegionMates(deps, acquisition);
  const candidates = await listUncompared(deps.sql, acquisition.id, methods);
  const whole = job.priority === "low" ? candidates.length : WHOLE;
  const { compared, postponed } = await compareCandidates(deps, run, candidates, whole);
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
