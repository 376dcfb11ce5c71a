import { figure, head, range, row, say } from "./page.mjs";
import { ribin } from "./run-ribin.mjs";

export function describeLands(study, plotsOf) {
  say("## Lands and bullets", "", "`ribin evaluate DATASETS/land-engraved-area/STUDY`", "");
  head(
    "study",
    "",
    "pairs (same)",
    "AUC (95 %)",
    "EER",
    "rank 1",
    "recall at 10",
    "lowest same / highest different",
    "ms a pair and thread",
  );
  const charts = [];
  for (const name of ["houston", "hamby173-2d"]) {
    const plots = plotsOf(name);
    charts.push(plots);
    const found = ribin("evaluate", study(`land-engraved-area/${name}`), "--plots", plots.folder);
    for (const [what, scores] of [
      ["lands", found],
      ["bullets, all phases", found.exhibit],
    ]) {
      row(
        name,
        what,
        `${scores.pairs} (${scores.sameSource})`,
        `${figure(scores.auc)} (${range(scores.interval?.auc)})`,
        figure(scores.eer),
        figure(scores.rank1),
        figure(scores.recallAt10),
        `${figure(scores.minSameSource)} / ${figure(scores.maxDifferentSource)}`,
        what === "lands" ? figure(1000 * found.secondsPerComparison, 2) : "",
      );
    }
  }
  say("", "Published: plain correlation of the hamby renderings AUC .61, recall at 10 .26.", "");
  for (const { title, file } of charts) say(`![${title}](${file("roc")})`, "");
}
