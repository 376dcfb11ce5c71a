import { v7 as uuidv7 } from "uuid";
import type { SqlExecutor } from "../ports/sql.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import { linkCandidates } from "../repositories/candidates.ts";
import { upsertLinkage } from "../repositories/linkages.ts";
import type { StepRun } from "./complete-step.ts";
import type { RankedPair } from "./rank-pairs.ts";

/** Puts the pairs before the examiners; returns how many are new. A linkage that was decided keeps its state. */
export async function proposeLinkages(
  tx: SqlExecutor,
  run: StepRun,
  pairs: readonly RankedPair[],
  at: Date,
): Promise<number> {
  let proposed = 0;
  // In one order everywhere, so that two workers with the same pairs never wait in a circle.
  const sorted = [...pairs].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  for (const pair of sorted) {
    const linkage = await upsertLinkage(tx, { id: uuidv7(), ...pair }, at);
    await linkCandidates(tx, pair, linkage.id);
    if (!linkage.inserted) continue;
    proposed += 1;
    await insertAuditEvent(tx, run.context, {
      at,
      action: "linkage.proposed",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: [...new Set([linkage.stateA, linkage.stateB])],
      detail: { score: pair.score, method: `${pair.method}@${pair.methodVersion}` },
    });
  }
  return proposed;
}

function keyOf(pair: RankedPair): string {
  return pair.exhibitA + pair.exhibitB;
}
