/** Compares every pair of a prepared study on the analysis pool. */
import type { ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { Analysis } from "../../compose-analysis.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import type { StudyMark } from "./prepare-study.ts";

export interface ComparedStudy {
  /** `outcomes[i][j]` for i < j compares mark j with mark i; null where the regions differ. */
  readonly outcomes: readonly (readonly (ComparisonOutcome | null)[])[];
  readonly pairs: number;
  /** Wall seconds of one comparison on one thread: the pool's time times its threads over the pairs. */
  readonly secondsPerComparison: number;
}

/** Enough comparisons in a task that sending it costs nothing, few enough that the threads end together. */
const BATCH = 16;

export async function compareStudy(
  marks: readonly StudyMark[],
  analysis: Analysis,
  output: Output,
): Promise<ComparedStudy> {
  const outcomes: (ComparisonOutcome | null)[][] = marks.map(() => new Array(marks.length).fill(null));
  const batches: { i: number; others: number[] }[] = [];
  for (const [i, mark] of marks.entries()) {
    const others: number[] = [];
    for (let j = i + 1; j < marks.length; j++) if (marks[j]?.region === mark.region) others.push(j);
    for (let at = 0; at < others.length; at += BATCH) batches.push({ i, others: others.slice(at, at + BATCH) });
  }
  const pairs = batches.reduce((sum, batch) => sum + batch.others.length, 0);
  const progress = startProgress(output, "compared ", pairs);
  const started = performance.now();
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < batches.length) {
      const { i, others } = batches[next++] as { i: number; others: number[] };
      const query = (marks[i] as StudyMark).mark;
      const results = await analysis.pool.runTask("compareBatch", {
        query,
        others: others.map((j) => (marks[j] as StudyMark).mark),
      });
      for (const [at, j] of others.entries()) (outcomes[i] as (ComparisonOutcome | null)[])[j] = results[at] ?? null;
      done += others.length;
      progress.advance(done);
    }
  };
  await Promise.all(Array.from({ length: analysis.pool.threads }, work));
  progress.finish();
  const seconds = (performance.now() - started) / 1000;
  return { outcomes, pairs, secondsPerComparison: pairs === 0 ? 0 : (seconds * analysis.pool.threads) / pairs };
}
