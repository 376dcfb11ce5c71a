/** How high the true mates of each exhibit stand among its candidates. */
import { listCandidates } from "./candidate-lists.ts";
import type { ScoredPair } from "./scored-pair.ts";

export interface Ranking {
  /** Exhibits that have at least one mate; only they count. */
  readonly exhibits: number;
  /** Share of exhibits whose first candidate is a mate. */
  readonly rank1: number;
  /** Share of an exhibit's mates that stand within its first K candidates, averaged over exhibits. */
  readonly recallAtK: number;
  /** Mean over exhibits of the average precision at the places of their mates. */
  readonly meanAveragePrecision: number;
}

/**
 * Ranks, for each exhibit, all others by score. Ties count against the mates: a mate stands behind every non-mate of the
 * same score. All shares are NaN when no exhibit has a mate.
 */
export function computeRanking(pairs: readonly ScoredPair[], k = 10): Ranking {
  let exhibits = 0;
  let first = 0;
  let recall = 0;
  let precision = 0;
  for (const list of listCandidates(pairs).values()) {
    const mates = list.filter((pair) => pair.sameSource).length;
    if (mates === 0) continue;
    exhibits++;
    let found = 0;
    let within = 0;
    let sum = 0;
    for (const [place, pair] of list.entries()) {
      if (!pair.sameSource) continue;
      found++;
      if (place === 0) first++;
      if (place < k) within++;
      sum += found / (place + 1);
    }
    recall += within / mates;
    precision += sum / mates;
  }
  const share = (sum: number): number => (exhibits > 0 ? sum / exhibits : Number.NaN);
  return { exhibits, rank1: share(first), recallAtK: share(recall), meanAveragePrecision: share(precision) };
}
