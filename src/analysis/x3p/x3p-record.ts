import { RibinError } from "../../domain/errors.ts";
import type { Surface } from "../surface.ts";
import { detectLengthUnit, type LengthUnit } from "./detect-length-unit.ts";
import { layGrid } from "./lay-grid.ts";
import type { X3pPoints } from "./read-heights.ts";
import type { X3pDataType, X3pHeader, X3pMetadata } from "./x3p-header.ts";

/** One X3P file, read, checked and in metres. */
export interface X3pRecord {
  /** Heights in metres, without their mean (`zOffset`), so that float32 keeps the relief and not the stage's height. */
  readonly surface: Surface;
  /** Metres: what was taken off, the mean to 1/256 of the range; 0 where it was negligible. Height in the file = value + zOffset. */
  readonly zOffset: number;
  /** What the format says. */
  readonly declaredUnit: "m";
  /** What the lengths are; null where no unit makes them a toolmark: then nothing was scaled. */
  readonly detectedUnit: LengthUnit | null;
  readonly unitReason: string;
  readonly metadata: X3pMetadata;
  readonly namespace: string;
  readonly revision: string | null;
  readonly featureType: "SUR" | "PRF";
  /** Null for a text matrix that states none. */
  readonly zDataType: X3pDataType | null;
  /** What an examiner should know of the file, in words. */
  readonly remarks: readonly string[];
}

interface HeightSummary {
  readonly valid: number;
  readonly infinite: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
}

const INFINITE = Number.POSITIVE_INFINITY;
const MISSING = Number.NaN;

function summariseHeights(heights: Float64Array): HeightSummary {
  let valid = 0;
  let infinite = 0;
  let minimum = INFINITE;
  let maximum = -INFINITE;
  let first = 0;
  let sum = 0;
  for (let i = 0; i < heights.length; i++) {
    const value = heights[i];
    // True for finite numbers alone: infinity minus infinity is NaN.
    if (value - value === 0) {
      // Summed against the first value, so that a large common height costs no digits.
      if (valid === 0) first = value;
      valid += 1;
      sum += value - first;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    } else if (value === INFINITE || value === -INFINITE) infinite += 1;
  }
  return { valid, infinite, minimum, maximum, mean: valid === 0 ? 0 : first + sum / valid };
}

/** Increments are written in decimal; without the rounding 7.37468 um would become 7.374679999999999e-6 m. */
function convertIncrement(increment: number, unitsPerMetre: number): number {
  return unitsPerMetre === 1 ? increment : Number((increment / unitsPerMetre).toPrecision(15));
}

/** float32 holds 24 binary digits. */
const FLOAT32_EPSILON = 2 ** -24;
/** Binary digits of the range of heights to which the mean is taken off. */
const OFFSET_BITS = 8;

/**
 * What is taken off all heights: their mean, to a few thousandths of their range on a dyadic grid, so that a record that is written with its
 * offset and read again finds the same one and the same values. Where the mean is below float32's rounding, the values
 * stay bit for bit as they are.
 */
function chooseOffset({ minimum, maximum, mean }: HeightSummary): number {
  const largest = Math.max(Math.abs(minimum), Math.abs(maximum));
  if (Math.abs(mean) <= largest * FLOAT32_EPSILON) return 0;
  const range = maximum - minimum;
  if (range === 0) return mean;
  const step = 2 ** (Math.floor(Math.log2(range)) - OFFSET_BITS);
  return Math.round(mean / step) * step;
}

/**
 * Puts points in the file's own unit and what main.xml says together to a record in metres.
 * @throws RibinError SURFACE_EMPTY, SCALE_INVALID, X3P_UNSUPPORTED
 */
export function buildRecord(header: X3pHeader, points: X3pPoints, readRemarks: readonly string[]): X3pRecord {
  const grid = layGrid(header, points);
  const { width, height, incrementX, incrementY, heights } = grid;
  const headRemarks = [...readRemarks, ...grid.remarks];
  const summary = summariseHeights(heights);
  if (summary.valid === 0)
    throw new RibinError("SURFACE_EMPTY", `All ${heights.length} values of the scan are missing.`);
  const heightRange = summary.maximum - summary.minimum;
  const { unit, unitsPerMetre, reason } = detectLengthUnit({
    ...{ incrementX, incrementY, width, heightRange },
    // A profile has an extent along its row only.
    height: height === 1 ? width : height,
  });
  const offset = chooseOffset(summary);
  const values = new Float32Array(heights.length);
  for (let i = 0; i < values.length; i++) {
    const value = heights[i];
    values[i] = value - value === 0 ? (value - offset) / unitsPerMetre : MISSING;
  }
  return {
    surface: {
      width,
      height,
      incrementX: convertIncrement(incrementX, unitsPerMetre),
      incrementY: convertIncrement(incrementY, unitsPerMetre),
      values,
      kind: "topography",
    },
    zOffset: offset / unitsPerMetre,
    declaredUnit: "m",
    detectedUnit: unit,
    unitReason: reason,
    metadata: header.metadata,
    namespace: header.namespace,
    revision: header.revision,
    featureType: header.featureType,
    zDataType: header.z.dataType,
    remarks:
      summary.infinite > 0 ? [...headRemarks, `${summary.infinite} infinite values count as missing.`] : headRemarks,
  };
}
