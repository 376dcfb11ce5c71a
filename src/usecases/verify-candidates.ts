import { listUncompared } from "../repositories/candidates.ts";
import { insertComparison } from "../repositories/comparisons.ts";
import { listMethods, nameMethod } from "./analysis/find-method.ts";
import { compareCandidates, describeComparison } from "./compare-candidates.ts";
import { completeStep, type StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";
import { rankPairs } from "./rank-pairs.ts";
import { seekReplicas } from "./seek-replicas.ts";
import { settleLinkages } from "./settle-linkages.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder" | "limits">;

/**
 * Fifth arrow: compares the acquisition geometrically with its candidates, and proposes the best pairs of exhibits to the
 * examiners. A candidate that another worker compared meanwhile keeps the first result; what older outlines, preparations or
 * methods had found stays beside it, and counts no longer.
 */
export async function verifyCandidates(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition } = run;
  const methods = listMethods(acquisition.region).map(nameMethod);
  const model = deps.embedder.models.find((each) => each.regions.includes(acquisition.region));
  const candidates = await listUncompared(deps.sql, acquisition.id, methods);
  const compared = await compareCandidates(deps, run, candidates);
  const replicas = await seekReplicas(deps, run, compared);
  const pairs = model === undefined ? [] : await rankPairs(deps, acquisition, { model, compared });
  // In one order everywhere, so that workers with candidates in common never wait in a circle.
  const sorted = [...compared].sort((left, right) => (left.candidate.id < right.candidate.id ? -1 : 1));
  await completeStep(deps, run, async (tx, at) => {
    for (const each of sorted) {
      await insertComparison(tx, describeComparison(each, replicas.get(each.candidate.id) ?? [], at));
    }
    const proposed = await settleLinkages(tx, run, pairs, at);
    return {
      change: { stage: "verified", note: acquisition.stageNote },
      action: "acquisition.verified",
      detail: {
        compared: compared.length,
        proposed,
        ...(methods.length === 0 ? {} : { method: methods.join(" ") }),
        ...(run.cause === null ? {} : { cause: run.cause }),
        ...(replicas.size === 0 ? {} : { likelyReplicas: replicas.size }),
      },
    };
  });
}
