/** The figures by which studies of congruent cells are published. */

export interface CellCount {
  readonly sameSource: boolean;
  readonly congruent: number;
  readonly usable: number;
}

export interface CellFigures {
  /** Fewest congruent cells of a same-source pair, most of a different-source pair. */
  readonly minSame: number;
  readonly maxDifferent: number;
  /** The same for the share of usable cells that are congruent; a pair without usable cells has the share 0. */
  readonly minSameFraction: number;
  readonly maxDifferentFraction: number;
  /** Of the congruent share, and of the bare count (which also varies with how much of the face was marked). */
  readonly varianceRatio: number;
  readonly countVarianceRatio: number;
}

function measure(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}

/**
 * Variance between the two class means over the mean variance within the classes: `(m1 - m2)^2 / 2` over
 * `(v1 + v2) / 2`. Both classes weigh alike however many pairs each has. Infinity when neither class varies.
 */
function measureVarianceRatio(same: readonly number[], different: readonly number[]): number {
  const one = measure(same);
  const two = measure(different);
  return (one.mean - two.mean) ** 2 / (one.variance + two.variance);
}

/** Extremes of both classes and the variance ratios. Null when a class is empty. */
export function summariseCells(counts: readonly CellCount[]): CellFigures | null {
  const same = counts.filter((count) => count.sameSource);
  const different = counts.filter((count) => !count.sameSource);
  if (same.length === 0 || different.length === 0) return null;
  const fraction = ({ congruent, usable }: CellCount): number => (usable > 0 ? congruent / usable : 0);
  return {
    minSame: same.reduce((least, { congruent }) => Math.min(least, congruent), Number.POSITIVE_INFINITY),
    maxDifferent: different.reduce((most, { congruent }) => Math.max(most, congruent), 0),
    minSameFraction: same.reduce((least, count) => Math.min(least, fraction(count)), 1),
    maxDifferentFraction: different.reduce((most, count) => Math.max(most, fraction(count)), 0),
    varianceRatio: measureVarianceRatio(same.map(fraction), different.map(fraction)),
    countVarianceRatio: measureVarianceRatio(
      same.map(({ congruent }) => congruent),
      different.map(({ congruent }) => congruent),
    ),
  };
}
