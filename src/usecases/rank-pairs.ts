/** From compared acquisitions to pairs of exhibits: which are put before an examiner, and with which score. */
import type { Acquisition } from "../repositories/acquisitions.ts";
import type { BulletComparisonRow } from "../repositories/bullet-comparisons.ts";
import { type ExhibitPair, listBestPairs, listLinkedPairs, type ScoredPair } from "../repositories/linkages.ts";
import { nameMethod } from "./analysis/find-method.ts";
import { compareBullets } from "./compare-bullets.ts";
import type { ComparedCandidate } from "./compare-candidates.ts";
import type { Deps } from "./deps.ts";

export interface RankedPair extends ScoredPair {
  /** e.g. "breech-face-cells@1.2.0": what the score is by. */
  readonly method: string;
  /** The comparison of the whole bullets, of which the score is where they are comparable; null for anything else. */
  readonly bullets: Omit<BulletComparisonRow, "id" | "createdAt"> | null;
}

export interface RankInput {
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
  const best = new Map<string, ScoredPair & { method: string }>();
  const offer = (pair: ScoredPair & { method: string }) => {
    if (pair.score > (best.get(keyOf(pair))?.score ?? -1)) best.set(keyOf(pair), pair);
  };
  const except = input.compared.map(({ candidate }) => candidate.id);
  for (const pair of await listBestPairs(deps.sql, acquisition.id, except)) offer(pair);
  for (const { candidate, outcome } of input.compared) {
    if (!outcome.comparable || candidate.replica) continue;
    const [exhibitA, exhibitB] = [candidate.exhibitOfA, candidate.exhibitOfB].sort();
    offer({ exhibitA, exhibitB, score: outcome.score, method: nameMethod(outcome) });
  }
  const pairs = [...best.values()].sort((left, right) => right.score - left.score);
  const linked = new Set((await listLinkedPairs(deps.sql, acquisition.exhibitId)).map(keyOf));
  const ranked: RankedPair[] = [];
  for (const [at, pair] of pairs.entries()) {
    // What was proposed before keeps up, however many are better by now.
    if (at >= deps.limits.candidatesProposed && !linked.has(keyOf(pair))) continue;
    const bullets = acquisition.region === "LEA" ? await compareBullets(deps, pair, input.model) : null;
    ranked.push(
      bullets?.score == null
        ? { ...pair, bullets }
        : { ...pair, score: bullets.score, method: nameMethod(bullets), bullets },
    );
  }
  return ranked;
}

/** For maps, and for the one order in which pairs are written. */
export function keyOf(pair: ExhibitPair): string {
  return pair.exhibitA + pair.exhibitB;
}
