/**
 * Writes the model inputs of marks to a file that Python reads, made by the service's own preparation: the one implementation of it.
 *
 *   node export-marks.js OUT faces COUNT FIRINGS | pins COUNT FIRINGS | lands FIREARMS FIRINGS
 *   node export-marks.js OUT study FOLDER TURN_SEED [half]
 *
 * OUT: a line of JSON { dims, marks: [{ source, file }] }, then for each mark its input's values as little-endian float32, missing ones as
 * NaN (the mask channel says no more). `study`: areal marks are turned at random by the seed, and with `half` lose half their area.
 */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { parseLabels } from "../../src/analysis/evaluate/parse-labels.ts";
import { spoilSurface } from "../../src/analysis/evaluate/spoil-surface.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { regionSchema } from "../../src/domain/vocabulary.ts";
import { decodeEvidence } from "../../src/usecases/acquisitions/decode-evidence.ts";
import { simulateFaces, simulateLands, simulatePins, type TrainingMark } from "./simulated-marks.ts";

interface NamedMark extends TrainingMark {
  readonly file?: string;
}

/** The marks of a study's folder; areal ones are turned. */
function* readStudy(folder: string, turnSeed: number, halve: boolean): Generator<NamedMark> {
  const decoder = createSharpImageDecoder();
  for (const [index, label] of parseLabels(readFileSync(join(folder, "labels.csv"), "utf8")).entries()) {
    const { file, exhibit } = label;
    const source = label.mark || `${label.firearm}:${exhibit}:${label.index}`;
    const prepare = async () => {
      const region = regionSchema.parse(label.region);
      const statement = { fileName: file, region };
      const { surface, scaleKnown, lighting } = await decodeEvidence(
        readFileSync(join(folder, file)),
        statement,
        decoder,
      );
      const turned = { turnSeed: turnSeed * 100_003 + index, halve };
      const spoilt = region === "LEA" ? surface : spoilSurface(surface, turned);
      return prepareMark(spoilt, region as PreparedMark["region"], { scaleKnown, lighting });
    };
    yield { source, file, prepare };
  }
}

/** The values of a model's input, NaN where its mask says that there are none. */
function listValues(mark: PreparedMark): { values: Float32Array; dims: readonly number[] } {
  const { data, dims } = buildDescriptorInput(mark);
  const plane = data.length / 2;
  return { values: data.slice(0, plane).map((value, i) => (data[plane + i] === 1 ? value : Number.NaN)), dims };
}

/** Writes all; what cannot be compared is named on the standard error and left out. */
async function writeMarks(path: string, marks: Iterable<NamedMark>): Promise<void> {
  const part = `${path}.part`;
  const data = openSync(part, "w");
  const names: { source: string; file: string | null }[] = [];
  let inputDims: readonly number[] = [];
  for (const { source, file = null, prepare } of marks) {
    try {
      const { values, dims } = listValues(await prepare());
      writeSync(data, new Uint8Array(values.buffer));
      inputDims = dims;
      names.push({ source, file });
    } catch (error) {
      if (!(error instanceof RibinError)) throw error;
      process.stderr.write(`${file ?? source}: ${error.message}\n`);
    }
  }
  closeSync(data);
  writeFileSync(path, `${JSON.stringify({ dims: inputDims, marks: names })}\n`);
  writeFileSync(path, readFileSync(part), { flag: "a" });
  rmSync(part);
  process.stdout.write(`${path}: ${names.length} marks\n`);
}

const [out, kind, ...rest] = process.argv.slice(2);
const [count, firings] = rest.map(Number);
switch (kind) {
  case "faces":
    await writeMarks(out, simulateFaces(count, firings));
    break;
  case "pins":
    await writeMarks(out, simulatePins(count, firings));
    break;
  case "lands":
    await writeMarks(out, simulateLands(count, firings));
    break;
  case "study":
    await writeMarks(out, readStudy(rest[0], Number(rest[1]), rest[2] === "half"));
    break;
  default:
    throw new RangeError(`faces, pins, lands or study, not "${kind}"`);
}
