import { readdirSync } from "node:fs";
import { figure, head, row, say } from "./page.mjs";
import { ribin, tryRibin } from "./run-ribin.mjs";

export function describeFiles(study) {
  say(
    "## Files of the format, and what is refused",
    "",
    "`ribin inspect FILE`; an upload of a file whose unit is not plausible is refused (SCALE_INVALID).",
    "",
  );
  head("file", "outcome");
  for (const file of readdirSync(study("x3p-conformance")).filter((name) => name.endsWith(".x3p"))) {
    const { result, refusal } = tryRibin("inspect", study(`x3p-conformance/${file}`));
    row(
      file,
      result === null
        ? refusal
        : `read: ${result.width} x ${result.height}, unit ${result.detectedUnit ?? "not plausible"}`,
    );
  }
  const raw = ribin("inspect", study("breech-face/raw/K013sA1.x3p"));
  row(
    "raw/K013sA1.x3p",
    `read: ${raw.width} x ${raw.height}, declared ${raw.declaredUnit}, detected ${raw.detectedUnit}`,
  );
  say("", "## Whole case heads, untouched", "");
  const pair = ["K013sA1", "K013sA2"].map((name) => study(`breech-face/raw/${name}.x3p`));
  const { result, refusal } = tryRibin("compare", ...pair);
  say(
    result === null
      ? refusal
      : `\`ribin compare DATASETS/breech-face/raw/K013sA1.x3p DATASETS/breech-face/raw/K013sA2.x3p\`: score ${figure(result.score)}, ${result.cells.congruent} of ${result.cells.usable} cells, correlation ${figure(result.correlation)}, ${figure(result.registrationAngleDegrees, 1)} degrees.`,
    "",
  );
}
