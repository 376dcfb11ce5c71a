/** A point of the curve: the share of each class at or above one threshold. */
export interface RocPoint {
  readonly different: number;
  readonly same: number;
}

/**
 * The receiver operating characteristic from (0, 0) to (1, 1), a point for each score that occurs, descending; equal scores of both
 * classes make one slanting step. Nothing when a class is empty.
 */
export function computeRocCurve(same: readonly number[], different: readonly number[]): RocPoint[] {
  if (same.length === 0 || different.length === 0) return [];
  const counts = new Map<number, { same: number; different: number }>();
  for (const score of [...same, ...different]) counts.set(score, { same: 0, different: 0 });
  for (const score of same) counts.get(score)!.same++;
  for (const score of different) counts.get(score)!.different++;
  const points: RocPoint[] = [{ different: 0, same: 0 }];
  let hits = 0;
  let alarms = 0;
  for (const [, count] of [...counts].sort(([p], [q]) => q - p)) {
    hits += count.same;
    alarms += count.different;
    points.push({ different: alarms / different.length, same: hits / same.length });
  }
  return points;
}
