/** Simulated marks of other firearms, among which a study's have to be found. */
import { simulateBreechFaceFiring } from "../../analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../analysis/simulate/firearm.ts";
import { type FiringPinShape, simulateFiringPin } from "../../analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../analysis/simulate/firing-pin-firing.ts";
import { simulateLandFiring } from "../../analysis/simulate/land-firing.ts";
import type { Surface } from "../../analysis/surface.ts";
import { writeX3p } from "../../analysis/x3p/write-x3p.ts";
import type { Analysis } from "../../compose-analysis.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import type { StudyMark } from "./prepare-study.ts";

/** Seeds that no test and no demonstration uses. */
const FIRST_FIREARM = 700_000;
const PIN_SHAPES: readonly FiringPinShape[] = ["Hemispherical", "Rectangular", "Elliptical"];

function simulate(region: Region, index: number): Surface {
  const seed = FIRST_FIREARM + index;
  if (region === "LEA") return simulateLandFiring(simulateFirearm(seed), 0, 1);
  if (region === "FiringPinImpression") {
    return simulateFiringPinFiring(simulateFiringPin(seed, PIN_SHAPES[index % PIN_SHAPES.length]), 1, {
      pitch: 3.5e-6,
    });
  }
  return simulateBreechFaceFiring(simulateFirearm(seed), 1, { pitch: 6.25e-6 });
}

/** `count` marks of as many firearms, from fixed seeds, prepared and described as files are. What cannot be prepared is left out. */
export async function simulateGallery(
  region: Region,
  count: number,
  analysis: Analysis,
  output: Output,
): Promise<readonly StudyMark[]> {
  const progress = startProgress(output, "simulated ", count);
  const marks: (StudyMark | null)[] = new Array(count).fill(null);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      marks[index] = await describe(region, index, analysis);
      progress.advance(++done);
    }
  };
  await Promise.all(Array.from({ length: analysis.pool.threads }, work));
  progress.finish();
  return marks.filter((mark) => mark !== null);
}

async function describe(region: Region, index: number, analysis: Analysis): Promise<StudyMark | null> {
  const name = `simulated-${index}`;
  const bytes = writeX3p(simulate(region, index), { creator: name });
  const statement = { fileName: `${name}.x3p`, region };
  const evidence = await analysis.pool.runTask("prepareEvidence", { bytes, statement });
  if (!evidence.prepared) return null;
  const { vector, modelId } = await analysis.embedder.embed(region, evidence.descriptor);
  const turning = analysis.embedder.models.find(({ id }) => id === modelId)?.turning ?? null;
  const label = {
    file: name,
    exhibit: name,
    region,
    index: null,
    firearm: name,
    mark: name,
    study: "simulated",
    note: "",
  };
  return { label, region, mark: evidence.mark, vector, turning };
}
