/**
 * How far marks of one firearm and marks of different ones are apart once laid on each other by the second net's records: by this a list is
 * divided into what is compared before somebody sees it and what behind it (src/usecases/correlation/choose-looks.ts).
 *   npm run bench -- registration --datasets DIR[,DIR] [--halve yes] [--seed 1]
 */
import { join } from "node:path";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { createBreechFaceQuery } from "../src/analysis/compare/compare-breech-faces.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { decodeSweepRecord, encodeSweepRecord } from "../src/analysis/sweep/sweep-codec.ts";
import { createSweepQuery } from "../src/analysis/sweep/sweep-query.ts";
import { buildSweepRecord } from "../src/analysis/sweep/sweep-record.ts";
import { BEST_REGISTERED, CLEAR } from "../src/usecases/correlation/choose-looks.ts";
import { type Cell, type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { prepareRealMarks, type RealMark } from "./support/real-marks.ts";

/** As long as a list on arrival. */
const LISTED = 200;

interface Pair {
  readonly query: RealMark;
  readonly other: RealMark;
  readonly score: number;
}

export async function measureRegistration(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["datasets", "halve", "seed"]);
  const datasets = options.require("datasets", "the folders of the studies").split(",");
  const halve = options.readText("halve") === "yes";
  const seed = options.readNumber("seed", 1);
  const rows: Cell[][] = [];
  for (const dataset of datasets) {
    const marks = await prepareRealMarks(dataset, seed, join(findPackageRoot(), "models"), halve);
    rows.push(describeStudy(marks[0].study, registerAll(marks)));
    tell(`registration: ${marks.length} marks of ${marks[0].study} laid on each other`);
  }
  return {
    title: "Laid on each other: one firearm, and different ones",
    notes: [
      `Every mark${halve ? ", of which a random half was taken away," : ""} turned at random, laid on every other by the records of the second net: standard deviations above chance. A list of ${LISTED} is taken to hold strangers only: the ${BEST_REGISTERED} best registered of it reach the strangers' quantile of ${1 - BEST_REGISTERED / LISTED}. Behind the list comes a pair of one firearm that reaches neither that nor ${CLEAR}, unless its vectors are among the most similar; its score is what the comparison of congruent cells gives it then.`,
    ],
    tables: [
      {
        head: [
          ...[
            "study",
            "pairs of one firearm",
            "least / 5 % / median",
            "pairs of different ones",
            "median / 99.9 % / most",
          ],
          ...[`different, ${CLEAR} or more`, "one firearm, behind the list", "of these, score .1 or more"],
        ],
        rows,
      },
    ],
  };
}

function registerAll(marks: readonly RealMark[]): readonly Pair[] {
  const kernels = loadKernels();
  const records = marks.map(({ mark }) => decodeSweepRecord(encodeSweepRecord(buildSweepRecord(kernels, mark))));
  return marks.flatMap((query) => {
    const sweep = createSweepQuery(kernels, query.mark);
    return marks.flatMap((other, at) => {
      const score = other === query ? null : (sweep.score(records[at])?.score ?? null);
      return score === null ? [] : [{ query, other, score }];
    });
  });
}

function describeStudy(study: string, pairs: readonly Pair[]): Cell[] {
  const isMates = ({ query, other }: Pair) => query.firearm === other.firearm;
  const [mates, strangers] = [pairs.filter(isMates), pairs.filter((pair) => !isMates(pair))];
  const scoresOf = (some: readonly Pair[]) => some.map(({ score }) => score);
  const listed = findQuantile(scoresOf(strangers), 1 - BEST_REGISTERED / LISTED);
  const behind = mates.filter(({ score }) => score < Math.min(CLEAR, listed));
  const alike = behind.filter(({ query, other }) => {
    const outcome = createBreechFaceQuery(query.mark).compareWith(other.mark);
    return outcome.comparable && outcome.score >= 0.1;
  });
  const say = (some: readonly Pair[], ...shares: number[]) =>
    shares.map((share) => findQuantile(scoresOf(some), share).toFixed(1)).join(" / ");
  return [
    study,
    mates.length,
    say(mates, 0, 0.05, 0.5),
    strangers.length,
    say(strangers, 0.5, 0.999, 1),
    strangers.filter(({ score }) => score >= CLEAR).length,
    behind.length,
    alike.length,
  ];
}
