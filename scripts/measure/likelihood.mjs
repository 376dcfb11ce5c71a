import { figure, head, range, row, say } from "./page.mjs";
import { ribin } from "./run-ribin.mjs";

export function describeLikelihood(study, seeds, plotsOf) {
  say(
    "## Likelihood ratios, fitted on one study and held against the other",
    "",
    "`ribin evaluate DATASETS/breech-face/REPORTED --fit DATASETS/breech-face/FITTED --rotate SEED --mode pairs --plots DIR`. An",
    "investigative ranking within the named population, not an evidential conclusion. A misleading ratio is one above 1 for a",
    "different-source pair, below 1 for a same-source pair; the intervals are Wilson's.",
    "",
  );
  head(
    "reported",
    "seed",
    "Cllr (95 %)",
    "Cllr min",
    "bounds, log10",
    "misleading same (95 %)",
    "misleading different (95 %)",
  );
  const charts = [];
  const populations = [];
  for (const [reported, fitted] of [
    ["weller", "fadul"],
    ["fadul", "weller"],
  ]) {
    for (const seed of seeds) {
      const plots = seed === seeds[0] ? plotsOf(`${reported}-likelihood`) : null;
      const { likelihood } = ribin(
        ...["evaluate", study(`breech-face/${reported}`), "--fit", study(`breech-face/${fitted}`)],
        ...["--rotate", String(seed), "--mode", "pairs", ...(plots === null ? [] : ["--plots", plots.folder])],
      );
      const { interval } = likelihood;
      row(
        reported,
        seed,
        `${figure(likelihood.cllr)} (${range(interval.cllr)})`,
        figure(likelihood.cllrMin),
        `${figure(likelihood.bounds.lower, 2)} to ${figure(likelihood.bounds.upper, 2)}`,
        `${figure(likelihood.misleadingSame)} (${range(interval.misleadingSame)})`,
        `${figure(likelihood.misleadingDifferent, 4)} (${range(interval.misleadingDifferent, 4)})`,
      );
      if (plots === null) continue;
      charts.push(plots);
      populations.push(`- ${reported} by ${likelihood.population}`);
    }
  }
  say("", `The populations of seed ${seeds[0]}:`, "", ...populations, "");
  for (const { title, file } of charts) {
    for (const chart of ["tippett", "pav"]) say(`![${title}: ${chart}](${file(chart)})`, "");
  }
}
