/** Below which rank of a candidate list is a true mate unlikely? A help to allot examiners' time, nothing more. */

/** Below this expected number of mates in all that follows, the examiner may stop. */
const UNLIKELY = 0.05;

export interface StopRank {
  /** The last rank that should still be looked at; 0 where none is worth it. */
  readonly rank: number;
  /** Expected number of true mates among all that follow it. */
  readonly expectedBelow: number;
  /** Expected number of true mates in the whole list. */
  readonly expected: number;
  readonly words: string;
}

/**
 * `log10Lrs` are the bounded ratios of a ranked list, best first, 0 for a candidate that has none; `priorPerCandidate` is the
 * probability, before any comparison, that one candidate is a mate (0..1, both excluded): the mates that are expected over
 * the candidates that were compared. Each candidate's chance is its posterior, so the chances add up to the expected number
 * of mates. The list may stop once what follows is expected to hold less than 1 in 20.
 *
 * A bounded ratio never takes a chance to 0: the longer the list, the more of its tail stays worth a look, and a model fitted
 * on few firearms stops late. Candidates of a search that were never compared are not in the list and not in the words.
 * @throws RangeError for a prior outside 0..1
 */
export function findStopRank(log10Lrs: readonly number[], priorPerCandidate: number): StopRank {
  if (!(priorPerCandidate > 0 && priorPerCandidate < 1)) throw new RangeError("a prior lies between 0 and 1");
  const odds = priorPerCandidate / (1 - priorPerCandidate);
  const chances = log10Lrs.map((ratio) => 1 / (1 + 1 / (odds * 10 ** ratio)));
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  let rank = chances.length;
  let expectedBelow = 0;
  while (rank > 0 && expectedBelow + (chances[rank - 1] as number) < UNLIKELY)
    expectedBelow += chances[--rank] as number;
  return { rank, expectedBelow, expected, words: describe(rank, chances.length, expectedBelow) };
}

function describe(rank: number, count: number, expectedBelow: number): string {
  if (count === 0) return "There are no candidates.";
  const chance = expectedBelow < 0.001 ? "less than 0.1 %" : `about ${(100 * expectedBelow).toFixed(1)} %`;
  if (rank === 0) return `A true mate is unlikely anywhere in this list of ${count} (${chance}).`;
  if (rank === count)
    return `The whole list of ${count} is worth looking at: no part of its end is free of a likely mate.`;
  return `Below rank ${rank} a true mate is unlikely: ${chance} that the ${count - rank} candidates that follow hold one.`;
}
