/** From compared acquisitions to pairs of exhibits: which are put before an examiner, and with which score. */
import type { ComparisonOutcome } from "../analysis/compare/comparison.ts";
import type { Acquisition } from "../repositories/acquisitions.ts";
import type { UncomparedCandidate } from "../repositories/candidates.ts";
import { listBestPairs, type ScoredPair } from "../repositories/linkages.ts";
import type { ComparisonMethod } from "./analysis/find-method.ts";
import type { Deps } from "./deps.ts";
import { scoreBullets } from "./score-bullets.ts";

export interface ComparedCandidate {
  readonly candidate: UncomparedCandidate;
  /** In the order of the acquisitions' ids. */
  readonly outcome: ComparisonOutcome;
}

export interface RankedPair extends ScoredPair, ComparisonMethod {
  /** True where the score is of the whole exhibits, and takes the place of those of their parts. */
  readonly whole: boolean;
}

export interface RankInput {
  readonly method: ComparisonMethod;
  readonly model: { readonly id: string; readonly version: string };
  readonly compared: readonly ComparedCandidate[];
}

/**
 * The best pairs of exhibits in which the acquisition has a part, by the best comparison of any of their parts, at most
 * `limits.candidatesProposed`. Two bullets of which several lands are known have the score of their best phase instead.
 */
export async function rankPairs(
  deps: Pick<Deps, "sql" | "blobs" | "pool" | "limits">,
  acquisition: Acquisition,
  input: RankInput,
): Promise<readonly RankedPair[]> {
  const best = new Map<string, ScoredPair>();
  const offer = (pair: ScoredPair) => {
    const key = `${pair.exhibitA} ${pair.exhibitB}`;
    if (pair.score > (best.get(key)?.score ?? -1)) best.set(key, pair);
  };
  for (const pair of await listBestPairs(deps.sql, acquisition.id, input.method)) offer(pair);
  for (const { candidate, outcome } of input.compared) {
    if (!outcome.comparable) continue;
    const [exhibitA, exhibitB] = [candidate.exhibitOfA, candidate.exhibitOfB].sort();
    offer({ exhibitA, exhibitB, score: outcome.score });
  }
  const pairs = [...best.values()].sort((left, right) => right.score - left.score);
  const ranked: RankedPair[] = [];
  for (const pair of pairs.slice(0, deps.limits.candidatesProposed)) {
    const bullets = acquisition.region === "LEA" ? await scoreBullets(deps, pair, input.model) : null;
    ranked.push(bullets ?? { ...pair, ...input.method, whole: false });
  }
  return ranked;
}
