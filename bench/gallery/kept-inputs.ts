/** What the models read of each mark, kept at 16 bits: another model's vectors need no mark to be drawn again. */
import { AREAL_DIMS } from "../../src/analysis/features/areal-input.ts";
import type { DescriptorInput } from "../../src/analysis/features/descriptor-input.ts";

export const INPUT_KIND = "inputs-areal";

const POINTS = AREAL_DIMS.reduce((product, side) => product * side, 1) / 2;
export const INPUT_BYTES = 2 * POINTS;
const MISSING = -32_768;
/** The input's values are clipped at 4 root mean squares. */
const STEP = 4 / 32_767;

export function encodeInput({ data }: DescriptorInput): Uint8Array {
  const numbers = new Int16Array(POINTS);
  for (let i = 0; i < POINTS; i++) numbers[i] = data[POINTS + i] === 0 ? MISSING : Math.round(data[i] / STEP);
  return new Uint8Array(numbers.buffer);
}

/** The input of mark `place` of a file of inputs. */
export function decodeInput(file: Uint8Array, place: number): DescriptorInput {
  const bytes = Uint8Array.from(file.subarray(place * INPUT_BYTES, (place + 1) * INPUT_BYTES));
  const numbers = new Int16Array(bytes.buffer);
  const data = new Float32Array(2 * POINTS);
  for (let i = 0; i < POINTS; i++) {
    if (numbers[i] === MISSING) continue;
    data[i] = numbers[i] * STEP;
    data[POINTS + i] = 1;
  }
  return { data, dims: AREAL_DIMS };
}
