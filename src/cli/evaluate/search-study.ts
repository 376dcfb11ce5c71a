/** The search as the service does it: two nets, each with the first few of its list, and the comparison of what they found. */
import { type Finding, judgeLists, listCandidates } from "../../analysis/evaluate/candidate-lists.ts";
import { computeWilsonInterval, type Interval } from "../../analysis/evaluate/intervals.ts";
import type { ScoredPair } from "../../analysis/evaluate/scored-pair.ts";
import type { Analysis } from "../../compose-analysis.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import type { StudyMark } from "./prepare-study.ts";
import { scoreSweep } from "./score-sweep.ts";

/** Each net hands over so many. */
const SHORTLIST = 10;
const BATCH = 8;

interface Share {
  readonly share: number | null;
  readonly interval: Interval | null;
}

export interface NetFigures {
  readonly rank1: number | null;
  readonly recallAt10: number | null;
  readonly interval: { readonly rank1: Interval | null; readonly recallAt10: Interval | null };
}

export interface SearchFigures {
  /** Simulated marks among which the study's were to be found. */
  readonly gallery: number;
  readonly vectors: NetFigures;
  /** The exhaustive registration pass. */
  readonly sweep: NetFigures;
  /** Mates among the first ten of either. */
  readonly together: { readonly recallAt10: number | null; readonly interval: Interval | null };
  /** Of the first ten of either, the one with the best comparison is a mate. */
  readonly twoStages: { readonly rank1: number | null; readonly interval: Interval | null };
}

/**
 * `vectors`: the pairs to look at, with the truth about them, scored by their vectors. Names are those of the labels' files. Exhibits
 * without a mate ask for nothing: they are looked through only.
 */
export async function searchStudy(
  marks: readonly StudyMark[],
  vectors: readonly ScoredPair[],
  gallery: number,
  { analysis, output }: { analysis: Analysis; output: Output },
): Promise<SearchFigures> {
  const byName = new Map(marks.map((mark) => [mark.label.file, mark]));
  const byVectors = listCandidates(vectors);
  const bySweep = listCandidates(scoreSweep(byName, vectors, output));
  const shortlists = new Map<string, Set<string>>();
  for (const [name, list] of byVectors) {
    if (!list.some(({ sameSource }) => sameSource)) continue;
    const found = [...list.slice(0, SHORTLIST), ...(bySweep.get(name) ?? []).slice(0, SHORTLIST)];
    shortlists.set(name, new Set(found.map(nameOf)));
  }
  const isFound = (pair: ScoredPair, name: string) => shortlists.get(name)?.has(nameOf(pair)) === true;
  const found = vectors.filter((pair) => isFound(pair, pair.a) || isFound(pair, pair.b));
  const verified = await comparePairs(byName, found, analysis, output);
  const first = (list: readonly ScoredPair[]) => list.slice(0, SHORTLIST);
  const either = judgeLists(byVectors, (list, name) => list.filter((pair) => isFound(pair, name)));
  const recall = average(either.map((finding) => finding.recall));
  const rank1 = average([...shortlists.keys()].map((name) => Number(isMateFirst(verified, name, isFound))));
  return {
    gallery,
    vectors: describeNet(judgeLists(byVectors, first)),
    sweep: describeNet(judgeLists(bySweep, first)),
    together: { recallAt10: recall.share, interval: recall.interval },
    twoStages: { rank1: rank1.share, interval: rank1.interval },
  };
}

/** Whether of what `name` found the best compared is a mate; equal scores count against it. */
function isMateFirst(
  verified: readonly ScoredPair[],
  name: string,
  isFound: (pair: ScoredPair, name: string) => boolean,
): boolean {
  const own = verified.filter((pair) => (pair.a === name || pair.b === name) && isFound(pair, name));
  const best = (mates: boolean) => Math.max(-1, ...own.filter((p) => p.sameSource === mates).map((p) => p.score));
  return best(true) > best(false);
}

async function comparePairs(
  byName: ReadonlyMap<string, StudyMark>,
  pairs: readonly ScoredPair[],
  analysis: Analysis,
  output: Output,
): Promise<readonly ScoredPair[]> {
  const queries = new Map<string, ScoredPair[]>();
  for (const pair of pairs) queries.set(pair.a, [...(queries.get(pair.a) ?? []), pair]);
  const batches = [...queries.values()].flatMap((list) =>
    Array.from({ length: Math.ceil(list.length / BATCH) }, (_, at) => list.slice(at * BATCH, (at + 1) * BATCH)),
  );
  const progress = startProgress(output, "verified ", pairs.length);
  const markOf = (name: string) => (byName.get(name) as StudyMark).mark;
  const compared: ScoredPair[] = [];
  let next = 0;
  const work = async () => {
    while (next < batches.length) {
      const batch = batches[next++] as ScoredPair[];
      const input = { query: markOf((batch[0] as ScoredPair).a), others: batch.map(({ b }) => markOf(b)) };
      const outcomes = await analysis.pool.runTask("compareBatch", input);
      for (const [at, pair] of batch.entries()) {
        const outcome = outcomes[at];
        compared.push({ ...pair, score: outcome?.comparable ? outcome.score : 0 });
      }
      progress.advance(compared.length);
    }
  };
  await Promise.all(Array.from({ length: analysis.pool.threads }, work));
  progress.finish();
  return compared;
}

function describeNet(findings: readonly Finding[]): NetFigures {
  const first = average(findings.map((finding) => Number(finding.first)));
  const recall = average(findings.map((finding) => finding.recall));
  return {
    rank1: first.share,
    recallAt10: recall.share,
    interval: { rank1: first.interval, recallAt10: recall.interval },
  };
}

/** The interval is Wilson's, over exhibits. */
function average(shares: readonly number[]): Share {
  if (shares.length === 0) return { share: null, interval: null };
  const sum = shares.reduce((total, share) => total + share, 0);
  return { share: sum / shares.length, interval: computeWilsonInterval(sum, shares.length) };
}

/** No file name has a line break. */
function nameOf({ a, b }: ScoredPair): string {
  return `${a}\n${b}`;
}
