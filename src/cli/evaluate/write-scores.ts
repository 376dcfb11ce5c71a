import { writeFile } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import type { StudyPair } from "./score-study.ts";

const COLUMNS = "a,b,same_source,comparable,score,congruent,usable";

/** Writes a line for every pair of marks, the strongest first, so that a reader can check each figure. Errors: USAGE. */
export async function writeScores(file: string, pairs: readonly StudyPair[]): Promise<void> {
  const lines = [...pairs]
    .sort((p, q) => q.score - p.score)
    .map(({ a, b, sameSource, comparable, score, cells }) =>
      [
        quote(a),
        quote(b),
        sameSource ? 1 : 0,
        comparable ? 1 : 0,
        comparable ? score.toFixed(6) : "",
        cells?.congruent ?? "",
        cells?.usable ?? "",
      ].join(","),
    );
  await writeFile(file, `${[COLUMNS, ...lines].join("\n")}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new RibinError("USAGE", `--scores: ${file} cannot be written (${error.code ?? error.message}).`);
  });
}

/** A name with a comma or a quote in it stands in quotes, as RFC 4180 has it. */
function quote(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
