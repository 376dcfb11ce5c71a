import { v7 as uuidv7 } from "uuid";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertBulletComparison } from "../../repositories/correlation/bullet-comparisons.ts";
import { linkCandidates } from "../../repositories/correlation/candidates.ts";
import { type ExhibitPair, insertLinkage, listLinkedPairs, refreshScore } from "../../repositories/review/linkages.ts";
import type { StepRun } from "../jobs/complete-step.ts";
import { keyOf, type RankedPair } from "./rank-pairs.ts";

/**
 * Puts the pairs before the examiners, and brings the scores of all linkages of the exhibit to what counts now; returns how
 * many are new. A linkage that was decided keeps its state.
 */
export async function settleLinkages(
  tx: SqlExecutor,
  run: StepRun,
  pairs: readonly RankedPair[],
  at: Date,
): Promise<number> {
  const proposals = new Map(pairs.map((pair) => [keyOf(pair), pair]));
  const all = new Map<string, ExhibitPair>(proposals);
  for (const pair of await listLinkedPairs(tx, run.acquisition.exhibitId)) {
    if (!all.has(keyOf(pair))) all.set(keyOf(pair), pair);
  }
  let proposed = 0;
  // In one order everywhere, so that two workers with the same pairs never wait in a circle.
  for (const key of [...all.keys()].sort()) {
    const proposal = proposals.get(key);
    if (proposal !== undefined) proposed += await propose(tx, run, proposal, at);
    await refreshScore(tx, all.get(key)!, at);
  }
  return proposed;
}

async function propose(tx: SqlExecutor, run: StepRun, pair: RankedPair, at: Date): Promise<0 | 1> {
  const linkage = await insertLinkage(tx, { id: uuidv7(), ...pair }, at);
  await linkCandidates(tx, pair, linkage.id);
  if (pair.bullets !== null) {
    const { stateA, stateB } = linkage;
    await insertBulletComparison(tx, { ...pair.bullets, id: uuidv7(), stateA, stateB, createdAt: at });
  }
  if (!linkage.inserted) return 0;
  await insertAuditEvent(tx, run.context, {
    at,
    action: "linkage.proposed",
    targetKind: "linkage",
    targetId: linkage.id,
    ownerStates: [...new Set([linkage.stateA, linkage.stateB])],
    detail: { score: pair.score, method: pair.method },
  });
  return 1;
}
