/**
 * Breech faces of a labelled folder, every scan turned and shifted at random, each pair compared once. Prints AUC, cell
 * fractions, variance ratios and seconds a pair.
 * Run: npx tsc -p tsconfig.json --noEmit false --outDir OUT && node OUT/bench/compare-breech-faces.js FOLDER [SEED...]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createBreechFaceQuery } from "../src/analysis/compare/compare-breech-faces.ts";
import type { Comparison } from "../src/analysis/compare/comparison.ts";
import { prepareMark } from "../src/analysis/compare/prepare-mark.ts";
import { warpSurface } from "../src/analysis/filter/warp-surface.ts";
import { createRandom } from "../src/analysis/random.ts";
import { readX3p } from "../src/analysis/x3p/read-x3p.ts";

const [folder, ...seeds] = process.argv.slice(2);
if (folder === undefined) throw new Error("USAGE: compare-breech-faces FOLDER [SEED...]");
const labels = readFileSync(join(folder, "labels.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

for (const seed of seeds.length === 0 ? [1, 2, 3] : seeds.map(Number)) runSeed(folder, seed);

function runSeed(from: string, seed: number): void {
  const random = createRandom(seed);
  const marks = labels.map(([file, , , , firearm]) => {
    const { surface } = readX3p(readFileSync(join(from, file)));
    const side = Math.ceil(Math.hypot(surface.width, surface.height)) + 64;
    const pose = {
      angle: 2 * Math.PI * random.uniform(),
      shiftX: 400e-6 * (random.uniform() - 0.5),
      shiftY: 400e-6 * (random.uniform() - 0.5),
    };
    const turned = warpSurface(surface, pose, { width: side, height: side, increment: surface.incrementX });
    return { firearm, mark: prepareMark(turned, "BreechFace", { scaleKnown: true }) };
  });
  const before = process.cpuUsage();
  const same: Comparison[] = [];
  const different: Comparison[] = [];
  let refused = 0;
  marks.forEach((a, i) => {
    const query = createBreechFaceQuery(a.mark);
    for (const b of marks.slice(i + 1)) {
      const outcome = query.compareWith(b.mark);
      if (!outcome.comparable) refused++;
      else (a.firearm === b.firearm ? same : different).push(outcome);
    }
  });
  const { user, system } = process.cpuUsage(before);
  const pairs = same.length + different.length + refused;
  console.log(
    `${from} seed ${seed}: ${pairs} pairs, ${refused} refused, ${((user + system) / 1000 / pairs).toFixed(1)} CPU ms a pair`,
  );
  report("score", same, different, (outcome) => outcome.score);
  report("cell fraction", same, different, (outcome) => outcome.cells?.fraction ?? 0);
  report("congruent cells", same, different, (outcome) => outcome.cells?.congruent ?? 0);
  report("correlation", same, different, (outcome) => outcome.correlation);
}

function report(name: string, same: Comparison[], different: Comparison[], measure: (c: Comparison) => number): void {
  const s = same.map(measure);
  const d = different.map(measure);
  let above = 0;
  for (const x of s) for (const y of d) above += x > y ? 1 : x === y ? 0.5 : 0;
  const [meanS, meanD] = [mean(s), mean(d)];
  // Between-class over within-class variance, each class weighted alike: variance of the two means (n - 1) over the sum of
  // the variances in the classes, so that 717 different-source pairs do not drown 63 same-source ones.
  const ratio = (meanS - meanD) ** 2 / 2 / (variance(s) + variance(d));
  console.log(
    `  ${name}: AUC ${(above / (s.length * d.length)).toFixed(4)}, same-source least ${Math.min(...s).toFixed(3)} mean ${meanS.toFixed(3)}, ` +
      `different-source largest ${Math.max(...d).toFixed(3)} mean ${meanD.toFixed(3)}, variance ratio ${ratio.toFixed(1)}`,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
