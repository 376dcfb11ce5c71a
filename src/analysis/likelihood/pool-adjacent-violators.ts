/** Isotonic regression: the nearest sequence that never falls. */

/**
 * Pool adjacent violators (Ayer et al. 1955): the non-decreasing sequence with the least weighted squared distance from
 * `values`. Wherever a value falls below the one before, both become their weighted mean, until none does. `weights` are
 * positive and as many as `values`.
 */
export function poolAdjacentViolators(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: { mean: number; weight: number; length: number }[] = [];
  for (const [i, value] of values.entries()) {
    let block = { mean: value, weight: weights[i], length: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean >= block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      const mean = (last.mean * last.weight + block.mean * block.weight) / weight;
      block = { mean, weight, length: last.length + block.length };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, length }) => new Array<number>(length).fill(mean));
}
