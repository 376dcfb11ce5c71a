/** Which candidates are compared before somebody sees the list, and which behind it. */

/** To the end; to the end if its registration is better than chance; not now. */
export type Look = "whole" | "if promising" | "later";

/** So many of the most similar are compared to the end where nothing is known of their registration. */
const WHOLE = 48;
/** So many of the most similar are compared at once, whatever their registration says. */
const MOST_SIMILAR = 8;
/** And so many of those that agree best, laid on each other. */
export const BEST_REGISTERED = 12;
/**
 * And all that agree so well, in standard deviations above chance: of Fadul's 1,434 pairs of different firearms one in a thousand does. Looked at
 * afterwards: one of Weller's 720; of the pairs of one firearm all, 126 and 150, and the least of them reaches 21 (docs/benchmarks.md).
 */
export const CLEAR = 14;

/** `registered`: of the candidates, most similar first, how well each agrees; null where that is not known. */
export function chooseLooks(registered: readonly (number | null)[]): readonly Look[] {
  const known = registered.flatMap((score, at) => (score === null ? [] : [{ score, at }]));
  const best = new Set(
    known
      .sort((left, right) => right.score - left.score)
      .slice(0, BEST_REGISTERED)
      .map(({ at }) => at),
  );
  const first = known.length === 0 ? WHOLE : MOST_SIMILAR;
  return registered.map((score, at) => {
    if (at < first || best.has(at)) return "whole";
    if (score === null) return "if promising";
    return score >= CLEAR ? "whole" : "later";
  });
}
