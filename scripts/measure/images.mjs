import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figure, head, range, row, say } from "./page.mjs";
import { ribin, root, tryRibin } from "./run-ribin.mjs";

/** Ring light, photographs, and renderings of scans: images against images. */
export function describeImages(study, seeds) {
  const folders = ["ringlight-2d", "photos-2d", "fadul"].map((name) => study(`breech-face/${name}`));
  const scores = ".tmp/measure/images.csv";
  say(
    "## Images of case heads",
    "",
    "`ribin evaluate DATASETS/breech-face/{ringlight-2d,photos-2d,fadul} --render ring --mode pairs --scores FILE`: the two ring-light",
    "images, the five photographs and ring-light renderings of the 40 fadul scans, every pair; untouched files, no scale stated.",
    "",
  );
  ribin("evaluate", ...folders, "--render", "ring", "--mode", "pairs", "--scores", scores);
  const pairs = readPairs(scores);
  head("of", "its own pair(s)", "best with anything else");
  for (const [name, starts] of [
    ["ring light, NBIDE-118 and -129", "NBIDE"],
    ["photographs, case n", "n_"],
    ["photographs, case o", "o_"],
  ]) {
    const count = (pair) => pair.names.filter((file) => file.startsWith(starts)).length;
    const list = (wanted) => pairs.filter((pair) => count(pair) === wanted);
    const own = list(2).map(({ score }) => (score === null ? "not comparable" : figure(score)));
    row(name, own.join(", "), figure(Math.max(...list(1).map(({ score }) => score ?? 0))));
  }
  const two = ["NBIDE-118", "NBIDE-129"].map((name) => study(`breech-face/ringlight-2d/${name}.png`));
  const { result, refusal } = tryRibin("compare", ...two);
  say(
    "",
    result === null
      ? refusal
      : `\`ribin compare\` of the two ring-light images: ${figure(Math.abs(result.registrationAngleDegrees), 1)} degrees apart, ${result.cells.congruent} of ${result.cells.usable} cells, score ${figure(result.score)}.`,
    "",
    "Renderings of fadul, turned at random, each with every other: `ribin evaluate DATASETS/breech-face/fadul --render LIGHT --rotate SEED`.",
    "",
  );
  head("light", "seed", "AUC (95 %)", "rank 1 (95 %)", "recall at 10", "lowest same / highest different");
  for (const light of ["ring", "side"]) {
    for (const seed of light === "ring" ? seeds : seeds.slice(0, 1)) {
      const found = ribin("evaluate", folders[2], "--render", light, "--rotate", String(seed), "--mode", "pairs");
      row(
        light,
        seed,
        `${figure(found.auc, 4)} (${range(found.interval?.auc)})`,
        `${figure(found.rank1)} (${range(found.interval?.rank1)})`,
        figure(found.recallAt10),
        `${figure(found.minSameSource)} / ${figure(found.maxDifferentSource)}`,
      );
    }
  }
  say("");
}

function readPairs(file) {
  const [, ...lines] = readFileSync(join(root, file), "utf8").trimEnd().split("\n");
  return lines
    .map((line) => line.split(","))
    .map(([a, b, , comparable, score]) => ({ names: [a, b], score: comparable === "1" ? Number(score) : null }));
}
