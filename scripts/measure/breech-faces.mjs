import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figure, head, range, row, say } from "./page.mjs";
import { ribin, root } from "./run-ribin.mjs";

const STUDIES = ["fadul", "weller"];
const COLUMNS = ["pairs (same)", "AUC (95 %)", "rank 1 (95 %)", "lowest same / highest different score"];

function listScores(found) {
  return [
    `${found.pairs} (${found.sameSource})`,
    `${figure(found.auc, 4)} (${range(found.interval?.auc, 4)})`,
    `${figure(found.rank1)} (${range(found.interval?.rank1)})`,
    `${figure(found.minSameSource)} / ${figure(found.maxDifferentSource)}`,
  ];
}

/** Each study alone, over several seeds; the charts are those of the first. */
export function describeBreechFaces(study, seeds, plotsOf) {
  say(
    "## Breech faces, turned at random over the full circle and shifted",
    "",
    "`ribin evaluate DATASETS/breech-face/STUDY --rotate SEED`. Pairs that cannot be compared (too little common area) count as",
    "score 0 in AUC and ranks, and have no cells.",
    "",
  );
  head(
    "study",
    "seed",
    ...COLUMNS,
    "congruent cells, least same / most different",
    "share of cells, least same / most different",
    "variance ratio of the share (95 %)",
    "of the count (95 %)",
    "not comparable (same)",
    "ms a pair and thread",
  );
  const vectors = [];
  const charts = [];
  for (const name of STUDIES) {
    for (const seed of seeds) {
      const plots = seed === seeds[0] ? plotsOf(name) : null;
      const args = plots === null ? [] : ["--plots", plots.folder];
      const found = ribin("evaluate", study(`breech-face/${name}`), "--rotate", String(seed), ...args);
      if (plots !== null) charts.push(plots);
      const { cells } = found;
      row(
        name,
        seed,
        ...listScores(found),
        `${cells.minSame} / ${cells.maxDifferent}`,
        `${figure(cells.minSameFraction)} / ${figure(cells.maxDifferentFraction)}`,
        `${figure(cells.varianceRatio, 1)} (${range(cells.interval.varianceRatio, 1)})`,
        `${figure(cells.countVarianceRatio, 1)} (${range(cells.interval.countVarianceRatio, 1)})`,
        `${found.failures.length} (${found.minSameSource > 0 ? "none" : "some"})`,
        figure(1000 * found.secondsPerComparison, 1),
      );
      vectors.push([name, seed, found.embedding]);
    }
  }
  say(
    "",
    "Published, for scans that were not turned: fadul at least .5625 of the cells, at most 2 cells, variance ratio 41.6; weller .548,",
    "2, 63.5. There every face gives nearly the same number of cells (.5625 is 18 of 32, .067 is 2 of 30), so that the ratio of the",
    "count and that of the share are nearly one; here the cells that both faces show vary from pair to pair, and the share is what",
    "compares. Both of ours are given, by `(m1 - m2)^2 / (v1 + v2)`.",
    "",
  );
  for (const { title, file } of charts) say(`![${title}](${file("scores")})`, "");
  describeVectors(vectors);
}

function describeVectors(vectors) {
  say("### The search vectors alone, same scans", "");
  head("study", "seed", "AUC", "rank 1", "recall at 10", "mAP");
  for (const [name, seed, found] of vectors)
    row(name, seed, figure(found.auc), figure(found.rank1), figure(found.recallAt10), figure(found.map));
  say("");
}

/** Both studies and the whole case heads in one pool; then with half of every mark gone. */
export function describePool(study, seeds) {
  const folders = [...STUDIES, "raw"].map((name) => study(`breech-face/${name}`));
  say(
    "## All breech faces in one pool",
    "",
    "`ribin evaluate DATASETS/breech-face/{fadul,weller,raw} --rotate SEED --mode pairs --scores FILE`: both studies and the two whole",
    "case heads of K013 (untouched files: regions found by the program), every pair of them.",
    "",
  );
  head("seed", ...COLUMNS, "K013 with itself", "best of K013 with any other");
  for (const seed of [null, ...seeds.map(String)]) {
    const scores = ".tmp/measure/pool.csv";
    const turn = seed === null ? [] : ["--rotate", seed];
    const found = ribin("evaluate", ...folders, ...turn, "--mode", "pairs", "--scores", scores);
    const { own, other } = readHeads(scores);
    row(seed ?? "not turned", ...listScores(found), figure(own), figure(other));
  }
  say("");
  describeHalves(folders.slice(0, 2), seeds);
}

/** The score of the two whole heads with each other, and the best of either with any other exhibit. */
function readHeads(file) {
  const [, ...lines] = readFileSync(join(root, file), "utf8").trimEnd().split("\n");
  const pairs = lines
    .map((line) => line.split(","))
    .map(([a, b, , , score]) => ({ names: [a, b], score: Number(score) }));
  const heads = (pair) => pair.names.filter((name) => name.startsWith("K013")).length;
  const best = (count) => Math.max(...pairs.filter((pair) => heads(pair) === count).map(({ score }) => score));
  return { own: best(2), other: best(1) };
}

function describeHalves(folders, seeds) {
  say(
    "### With a random half of every breech face removed",
    "",
    "`ribin evaluate DATASETS/breech-face/{fadul,weller} --rotate SEED --halve --mode pairs`: each face loses what lies on one side of a",
    "line at a random angle through its middle, each by its own draw, so that some pairs of one firearm hardly overlap.",
    "",
  );
  head("seed", ...COLUMNS, "recall at 10");
  for (const seed of seeds) {
    const found = ribin("evaluate", ...folders, "--rotate", String(seed), "--halve", "--mode", "pairs");
    row(seed, ...listScores(found), figure(found.recallAt10));
  }
  say("");
}
