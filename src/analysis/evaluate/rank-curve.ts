import type { ScoredPair } from "./scored-pair.ts";

/**
 * Cumulative match characteristic: for ranks 1..`ranks` the share of exhibits, of those with a mate, whose best mate stands at
 * that rank or above. Ties count against the mates, as in `computeRanking`. NaN when no exhibit has a mate.
 */
export function computeRankCurve(pairs: readonly ScoredPair[], ranks: number): number[] {
  const exhibits = new Map<string, { bestMate: number; others: number[] }>();
  for (const { a, b, sameSource, score } of pairs) {
    for (const name of [a, b]) {
      const entry = exhibits.get(name) ?? { bestMate: Number.NEGATIVE_INFINITY, others: [] };
      exhibits.set(name, entry);
      if (sameSource) entry.bestMate = Math.max(entry.bestMate, score);
      else entry.others.push(score);
    }
  }
  const found = [...exhibits.values()].filter(({ bestMate }) => bestMate > Number.NEGATIVE_INFINITY);
  const places = found.map(({ bestMate, others }) => 1 + others.filter((score) => score >= bestMate).length);
  return Array.from({ length: ranks }, (_, i) => places.filter((place) => place <= i + 1).length / places.length);
}
