/** A fitted likelihood model as a file that the service reads. */
import { writeFile } from "node:fs/promises";
import type { LikelihoodModel } from "../../analysis/likelihood/likelihood-model.ts";
import { RibinError } from "../../domain/errors.ts";
import type { LikelihoodReport } from "./evaluation.ts";

/**
 * Writes the model with what it reached on the study that it was not fitted on: numbers only, no mark and no file name.
 * Errors: FILE_NOT_WRITABLE.
 */
export async function saveLikelihoodModel(
  file: string,
  model: LikelihoodModel,
  report: LikelihoodReport,
  against: string,
): Promise<void> {
  const { cllr, cllrMin, cllrCal, misleadingSame, misleadingDifferent, interval, notComparable } = report;
  const heldAgainst = { population: against, cllr, cllrMin, cllrCal, misleadingSame, misleadingDifferent };
  const text = JSON.stringify({ ...model, heldAgainst: { ...heldAgainst, interval, notComparable } }, null, 2);
  await writeFile(file, `${text}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new RibinError("FILE_NOT_WRITABLE", `--save: ${file} cannot be written (${error.code ?? error.message}).`);
  });
}
