import type { RatingOutcome } from "../../analysis/likelihood/rate-evidence.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import type { ComparedCandidate } from "../../repositories/correlation/candidate-rankings.ts";

/** What the methods say of a candidate, by the codes of their sentences. */
export interface CandidateSayings {
  readonly reasonSaid: readonly Saying[];
  readonly subclassSaid: readonly Saying[];
  readonly ratingSaid: readonly Saying[];
  readonly remarksSaid: readonly Saying[];
}

export function sayOfCandidate(
  { reason, subclass, remarks }: Pick<ComparedCandidate, "reason" | "subclass" | "remarks">,
  rating: RatingOutcome | null,
): CandidateSayings {
  return {
    reasonSaid: explainSentences(reason),
    subclassSaid: explainSentences(subclass?.reason ?? null),
    ratingSaid: explainSentences(rating?.rated === false ? rating.reason : null),
    remarksSaid: remarks.flatMap(explainSentences),
  };
}
