/** A compared pair with the truth about it. */
export interface ScoredPair {
  /** Names of the two, e.g. exhibits or files. */
  readonly a: string;
  readonly b: string;
  readonly sameSource: boolean;
  /** Larger is more alike. A pair that could not be compared is scored 0 by convention, the least of all scores. */
  readonly score: number;
}

export function splitScores(pairs: readonly ScoredPair[]): { same: number[]; different: number[] } {
  return {
    same: pairs.filter((pair) => pair.sameSource).map((pair) => pair.score),
    different: pairs.filter((pair) => !pair.sameSource).map((pair) => pair.score),
  };
}
