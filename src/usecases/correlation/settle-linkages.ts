import { v7 as uuidv7 } from "uuid";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvents } from "../../repositories/audit/audit-events.ts";
import { insertBulletComparison } from "../../repositories/correlation/bullet-comparisons.ts";
import { linkCandidates } from "../../repositories/correlation/candidates.ts";
import {
  type ExhibitPair,
  holdLinkages,
  insertLinkages,
  listLinkedPairs,
  refreshScores,
} from "../../repositories/review/linkages.ts";
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
  const proposed = inOneOrder(proposals.values());
  const linkages = await insertLinkages(
    tx,
    proposed.map((pair) => ({ ...pair, id: uuidv7() })),
    at,
  );
  const all = new Map<string, ExhibitPair>(proposals);
  for (const pair of await listLinkedPairs(tx, run.acquisition.exhibitId)) all.set(keyOf(pair), pair);
  // Held before anything is read: what another worker compares of the same two at this moment is seen by the later of the two.
  const held = await holdLinkages(tx, inOneOrder(all.values()));
  await linkCandidates(
    tx,
    linkages.map(({ id }) => id),
  );
  for (const { stateA, stateB, ...linkage } of linkages) {
    const bullets = proposals.get(keyOf(linkage))?.bullets;
    if (bullets) await insertBulletComparison(tx, { ...bullets, id: uuidv7(), stateA, stateB, createdAt: at });
  }
  await refreshScores(tx, held, at);
  const made = linkages.filter(({ inserted }) => inserted);
  await insertAuditEvents(
    tx,
    run.context,
    made.map((linkage) => {
      const { score, method } = proposals.get(keyOf(linkage))!;
      const ownerStates = [...new Set([linkage.stateA, linkage.stateB])];
      const target = { action: "linkage.proposed", targetKind: "linkage", targetId: linkage.id } as const;
      return { at, ...target, ownerStates, detail: { score, method } };
    }),
  );
  return made.length;
}

/** In one order everywhere, so that two workers with the same pairs never wait in a circle. */
function inOneOrder<T extends ExhibitPair>(pairs: Iterable<T>): readonly T[] {
  return [...pairs].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
