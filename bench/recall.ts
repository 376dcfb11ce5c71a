/**
 * Real mates among simulated exhibits: how many each net finds, both together, and what verification puts first. Report a study by a
 * model that was not trained on it.
 *   npm run bench -- recall --folder DIR --datasets DIR/fadul,DIR/weller [--models fadul:DIR,weller:DIR] [--count 100000]
 *     [--seeds 1,2,3] [--listed 200] [--verified 15] [--passed 15]
 *     [--halve no] [--threads 2]
 */
import { basename, join } from "node:path";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { computeWilsonInterval } from "../src/analysis/evaluate/intervals.ts";
import { measureStudy, type RecallSettings, type StudyRecall } from "./recall/measure-study.ts";
import { type MatePair, measureShare } from "./recall/rank-mates.ts";
import { type Report, readOptions } from "./support/bench.ts";
import { type ChartSeries, drawBenchChart } from "./support/draw-chart.ts";

const SMALLEST = 100;

export async function measureRecall(args: readonly string[]): Promise<Report> {
  const names = ["folder", "datasets", "models", "count", "seeds", "listed", "verified", "passed", "halve", "threads"];
  const options = readOptions(args, names);
  const count = options.readNumber("count", 100_000);
  const settings: RecallSettings = {
    folder: options.require("folder", "the folder that keeps the gallery"),
    sizes: listSizes(count),
    seeds: (options.readText("seeds") ?? "1,2,3").split(",").map(Number),
    listed: options.readNumber("listed", 200),
    verified: options.readNumber("verified", 15),
    passed: options.readNumber("passed", options.readNumber("verified", 15)),
    halve: options.readText("halve") === "yes",
    threads: options.readNumber("threads", 2),
  };
  const models = readModels(options.readText("models"));
  const found: StudyRecall[] = [];
  for (const dataset of options.require("datasets", "the folders of the studies").split(",")) {
    found.push(await measureStudy(dataset, models(basename(dataset)), settings));
  }
  return describe(found, settings);
}

function listSizes(count: number): number[] {
  const sizes: number[] = [];
  for (let size = SMALLEST; size < count; size *= 10) sizes.push(size);
  return [...sizes, count];
}

/** "DIR" for all studies, or "STUDY:DIR" for each. */
function readModels(text: string | undefined): (study: string) => string {
  const fallback = join(findPackageRoot(), "models");
  const given = (text ?? fallback).split(",").map((part) => part.split(":"));
  return (study) =>
    given.find(([name]) => name === study)?.[1] ?? given.find((part) => part.length === 1)?.[0] ?? fallback;
}

function describe(found: readonly StudyRecall[], settings: RecallSettings): Report {
  const { sizes, listed, seeds } = settings;
  const rows: (string | number)[][] = [];
  const series: ChartSeries[] = [];
  const show = (pairs: readonly MatePair[], holds: (pair: MatePair) => boolean) => {
    const { share, interval } = measureShare(pairs, holds);
    return { share, interval, text: `${share.toFixed(4)} (${interval.low.toFixed(3)}-${interval.high.toFixed(3)})` };
  };
  for (const { study, pairs } of found) {
    const swept = pairs.filter(({ registration }) => registration !== null);
    const byVectors: ChartSeries["points"][number][] = [];
    const byBoth: ChartSeries["points"][number][] = [];
    for (const [i, size] of sizes.entries()) {
      const inVectors = (pair: MatePair): boolean => (pair.vectors[i] ?? 0) <= listed;
      const inRegistration = (pair: MatePair): boolean => (pair.registration?.[i] ?? 0) <= listed;
      const one = show(pairs, inVectors);
      byVectors.push({ x: size, y: one.share, ...one.interval });
      const cells = [study, size, pairs.length, one.text];
      if (swept.length === 0) {
        rows.push([...cells, "-", "-", "-", "-"]);
        continue;
      }
      const both = show(swept, (pair) => inVectors(pair) || inRegistration(pair));
      byBoth.push({ x: size, y: both.share, ...both.interval });
      rows.push([...cells, swept.length, show(swept, inVectors).text, show(swept, inRegistration).text, both.text]);
    }
    series.push({ name: `${study}, vectors`, points: byVectors });
    if (byBoth.length > 0) series.push({ name: `${study}, both nets`, points: byBoth });
  }
  const least = Math.min(...series.flatMap(({ points }) => points.map(({ y, low = y }) => low)));
  return {
    title: "Real mates among simulated exhibits",
    notes: [
      `Every scan turned and shifted at random (seeds ${seeds.join(", ")}); enrolled beside the simulated marks are all other scans of its study. A pair is a query and one of its true mates; found: among the first ${listed}. For ${settings.passed} queries a study the exhaustive pass ran, for ${settings.verified} verification followed: spread over the firearms, of the first seed.${settings.halve ? " A random half of every real mark was taken away, of queries and of enrolled ones." : ""} Intervals: 95 %, the wider of a bootstrap by firearms and of Wilson's with the distinct pairs of exhibits as trials.`,
      ...found.map(({ study, model }) => `Vectors of ${study}: ${model}.`),
    ],
    tables: [
      {
        head: [
          "study",
          "simulated",
          "pairs",
          `by vectors within ${listed} (95 %)`,
          "pairs with an exhaustive pass",
          "of these by vectors",
          "by registration",
          "by both together",
        ],
        rows,
      },
      {
        head: ["study", "queries", "a mate first, of what the nets found (95 %)", "of what the vectors found"],
        rows: found.map(({ study, verified: { queries, first, firstByVectors } }) => {
          const { low, high } = computeWilsonInterval(first, queries);
          return [study, queries, `${first} (${low.toFixed(3)}-${high.toFixed(3)})`, firstByVectors];
        }),
      },
    ],
    plots: {
      recall: drawBenchChart(
        { title: "Real mates found", x: "simulated exhibits enrolled", y: `share within the first ${listed}` },
        series,
        [Math.max(0, Math.floor(least * 10) / 10), 1],
      ),
    },
  };
}
