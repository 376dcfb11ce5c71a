/** Pairs scored by the exhaustive registration pass alone, as the second net sees them. */
import { decodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import type { ScoredPair } from "../../analysis/evaluate/scored-pair.ts";
import { loadKernels } from "../../analysis/kernels/load-kernels.ts";
import { createSweepQuery } from "../../analysis/sweep/sweep-query.ts";
import { buildSweepRecord, type SweepRecord } from "../../analysis/sweep/sweep-record.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import type { StudyMark } from "./prepare-study.ts";

/** Below every score: the pass cannot lay one of the two on the other. */
const NOT_SWEPT = Number.NEGATIVE_INFINITY;

/** The same pairs: the first mark of each is laid on the record of the second. */
export function scoreSweep(
  byName: ReadonlyMap<string, StudyMark>,
  pairs: readonly ScoredPair[],
  output: Output,
): readonly ScoredPair[] {
  const kernels = loadKernels();
  const records = new Map<string, SweepRecord | null>();
  const markOf = (name: string) => decodePreparedMark((byName.get(name) as StudyMark).mark);
  const provideRecord = (name: string): SweepRecord | null => {
    const known = records.get(name);
    if (known !== undefined) return known;
    const record = attempt(() => buildSweepRecord(kernels, markOf(name)));
    records.set(name, record);
    return record;
  };
  const queries = new Map<string, ScoredPair[]>();
  for (const pair of pairs) {
    const list = queries.get(pair.a);
    if (list) list.push(pair);
    else queries.set(pair.a, [pair]);
  }
  const progress = startProgress(output, "swept ", pairs.length);
  const scored: ScoredPair[] = [];
  for (const [name, list] of queries) {
    const query = attempt(() => createSweepQuery(kernels, markOf(name)));
    for (const pair of list) {
      const record = provideRecord(pair.b);
      const found = query === null || record === null ? null : query.score(record);
      scored.push({ ...pair, score: found?.score ?? NOT_SWEPT });
    }
    progress.advance(scored.length);
  }
  progress.finish();
  return scored;
}

/** Null where a mark holds too little. */
function attempt<Result>(make: () => Result): Result | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RibinError && error.code === "NOT_COMPARABLE") return null;
    throw error;
  }
}
