/** From compared acquisitions to pairs of exhibits: which are put before an examiner, and with which score. */
import { fuseScores } from "../../domain/fuse-scores.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import type { BulletComparisonRow } from "../../repositories/correlation/bullet-comparisons.ts";
import {
  type ExhibitPair,
  listBestPairs,
  listLinkedPairs,
  type ScoredPair,
} from "../../repositories/review/linkages.ts";
import { nameMethod } from "../analysis/find-method.ts";
import type { Deps } from "../deps.ts";
import { compareBullets } from "./compare-bullets.ts";
import type { ComparedCandidate } from "./compare-candidates.ts";

export interface RankedPair extends ExhibitPair {
  /** All regions together. */
  readonly score: number;
  /** e.g. "breech-face-cells@1.2.0": what the region is scored by that scores best. */
  readonly method: string;
  /** The comparison of the whole bullets, of which the lands' score is where they are comparable; null for anything else. */
  readonly bullets: Omit<BulletComparisonRow, "id" | "createdAt"> | null;
}

export interface RankInput {
  readonly model: { readonly id: string; readonly version: string };
  readonly compared: readonly ComparedCandidate[];
}

/**
 * The best pairs of exhibits in which the acquisition's exhibit has a part, by the best comparisons of each of their regions
 * (`fuseScores`), at most `limits.candidatesProposed`. Two bullets of which several lands are known have the score of their best phase
 * instead of their lands'.
 */
export async function rankPairs(
  deps: Pick<Deps, "sql" | "blobs" | "pool" | "limits">,
  acquisition: Acquisition,
  input: RankInput,
): Promise<readonly RankedPair[]> {
  const best = new Map<string, Map<Region, ScoredPair>>();
  const offer = (scored: ScoredPair) => {
    const regions = best.get(keyOf(scored)) ?? new Map<Region, ScoredPair>();
    best.set(keyOf(scored), regions);
    if (scored.score > (regions.get(scored.region)?.score ?? -1)) regions.set(scored.region, scored);
  };
  const except = input.compared.map(({ candidate }) => candidate.id);
  for (const scored of await listBestPairs(deps.sql, acquisition.exhibitId, except)) offer(scored);
  for (const { candidate, outcome } of input.compared) {
    if (!outcome.comparable || candidate.replica) continue;
    const [exhibitA, exhibitB] = [candidate.exhibitOfA, candidate.exhibitOfB].sort();
    const { region } = acquisition;
    offer({ exhibitA, exhibitB, region, score: outcome.score, method: nameMethod(outcome) });
  }
  const pairs = [...best.values()].map(fuseRegions).sort((left, right) => right.score - left.score);
  const linked = new Set((await listLinkedPairs(deps.sql, acquisition.exhibitId)).map(keyOf));
  const ranked: RankedPair[] = [];
  for (const [at, pair] of pairs.entries()) {
    // What was proposed before keeps up, however many are better by now.
    if (at >= deps.limits.candidatesProposed && !linked.has(keyOf(pair))) continue;
    const bullets = acquisition.region === "LEA" ? await compareBullets(deps, pair, input.model) : null;
    if (bullets?.score == null) ranked.push({ ...pair, bullets });
    else {
      const { score } = bullets;
      const whole = { ...pair, region: "LEA", score, method: nameMethod(bullets) } as const;
      ranked.push({ ...fuseRegions(new Map(best.get(keyOf(pair))).set("LEA", whole)), bullets });
    }
  }
  return ranked;
}

function fuseRegions(regions: ReadonlyMap<Region, ScoredPair>): Omit<RankedPair, "bullets"> {
  const scored = [...regions.values()];
  const [{ exhibitA, exhibitB, method }] = [...scored].sort((left, right) => right.score - left.score);
  return { exhibitA, exhibitB, method, score: fuseScores(scored.map(({ score }) => score)) };
}

/** For maps, and for the one order in which pairs are written. */
export function keyOf(pair: ExhibitPair): string {
  return pair.exhibitA + pair.exhibitB;
}
