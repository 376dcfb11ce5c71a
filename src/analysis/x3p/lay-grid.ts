/** The rows and columns of the matrix as a regular grid: absolute axes measured, mirrored and swapped ones set right. */
import { RibinError } from "../../domain/errors.ts";
import type { X3pPoints } from "./read-heights.ts";
import type { X3pAxis, X3pHeader } from "./x3p-header.ts";

export interface LaidGrid {
  readonly width: number;
  readonly height: number;
  /** In the file's own unit, above zero. */
  readonly incrementX: number;
  readonly incrementY: number;
  readonly heights: Float64Array;
  readonly remarks: readonly string[];
}

/** Share of the step by which a place may lie off a regular grid: an encoder's jitter, which no mark notices. */
const TOLERANCE = 0.05;
const MISSING = Number.NaN;

interface Matrix {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** Without the places of points that have no height: writers leave anything there. */
function keepMeasured(places: Float64Array, heights: Float64Array): Float64Array {
  return places.map((place, i) => (Number.isNaN(heights[i]) ? MISSING : place));
}

/** Places along one axis of the matrix, one a line; null where they are not lines of a grid. */
function averageLines(places: Matrix, alongX: boolean): Float64Array | null {
  const { width, height, values } = places;
  const count = alongX ? width : height;
  const sums = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    const line = alongX ? i % width : Math.floor(i / width);
    sums[line] += values[i];
    counts[line]++;
  }
  const lines = sums.map((sum, k) => sum / counts[k]);
  const known = [...lines.keys()].filter((k) => counts[k] > 0);
  if (known.length < 2) return null;
  const first = known[0];
  const last = known[known.length - 1];
  const step = (lines[last] - lines[first]) / (last - first);
  if (!Number.isFinite(step) || step === 0) return null;
  // Lines without a point take no part in the heights: their place is where the grid would have it.
  for (const k of lines.keys()) if (counts[k] === 0) lines[k] = lines[first] + (k - first) * step;
  for (let i = 0; i < values.length; i++) {
    const line = alongX ? i % width : Math.floor(i / width);
    if (Math.abs(values[i] - lines[line]) > TOLERANCE * Math.abs(step)) return null;
  }
  for (let k = 1; k < count; k++) if (!((lines[k] - lines[k - 1]) * step > 0)) return null;
  return lines;
}

/** Values of the matrix at regular places between unevenly spaced lines; missing beside a missing value. */
function interpolateLines(matrix: Matrix, lines: Float64Array, alongX: boolean): Matrix {
  const { width, height } = matrix;
  const values = new Float64Array(matrix.values.length);
  const count = lines.length;
  const step = (lines[count - 1] - lines[0]) / (count - 1);
  let below = 0;
  for (let k = 0; k < count; k++) {
    const place = lines[0] + k * step;
    while (below < count - 2 && (lines[below + 1] - place) * step <= 0) below++;
    const part = Math.max(0, Math.min(1, (place - lines[below]) / (lines[below + 1] - lines[below])));
    const across = alongX ? height : width;
    for (let m = 0; m < across; m++) {
      const at = (line: number): number => (alongX ? m * width + line : line * width + m);
      const near = matrix.values[at(below)];
      const far = matrix.values[at(below + 1)];
      values[at(k)] = part === 0 ? near : part === 1 ? far : near * (1 - part) + far * part;
    }
  }
  return { width, height, values };
}

function swapMatrix({ width, height, values }: Matrix): Matrix {
  const swapped = new Float64Array(values.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) swapped[x * height + y] = values[y * width + x];
  return { width: height, height: width, values: swapped };
}

/** The matrix with its columns, its rows, or both in the opposite order. */
function flipMatrix({ width, height, values }: Matrix, columns: boolean, rows: boolean): Matrix {
  const flipped = new Float64Array(values.length);
  for (let y = 0; y < height; y++) {
    const from = rows ? height - 1 - y : y;
    for (let x = 0; x < width; x++) flipped[y * width + x] = values[from * width + (columns ? width - 1 - x : x)];
  }
  return { width, height, values: flipped };
}

function isEven(lines: Float64Array): boolean {
  const step = (lines[lines.length - 1] - lines[0]) / (lines.length - 1);
  return lines.every((place, k) => Math.abs(place - lines[0] - k * step) <= TOLERANCE * Math.abs(step));
}

function readStep(axis: X3pAxis, name: string): number {
  if (axis.increment === null || axis.increment === 0)
    throw new RibinError(
      "SCALE_INVALID",
      `The increment of ${name} is ${axis.increment ?? "missing"}; it must not be zero.`,
    );
  return axis.increment;
}

function refuse(name: string): RibinError {
  return new RibinError(
    "X3P_UNSUPPORTED",
    `The absolute axis ${name} puts the points on no grid: their places do not follow the rows and columns of the matrix. Export a surface on a regular grid.`,
  );
}

/**
 * Lays the points on a regular grid. Where an axis is absolute its places must follow the columns (x) and rows (y) of the matrix;
 * unequal spacing is interpolated linearly to the mean step, x along the rows instead is a swapped matrix and swapped back, and an axis
 * that falls is reversed so that it rises. Whatever was done is remarked.
 * @throws RibinError X3P_UNSUPPORTED where the places form no grid, SCALE_INVALID for an incremental axis without increment
 */
export function layGrid(header: X3pHeader, points: X3pPoints): LaidGrid {
  const remarks: string[] = [];
  const size = { width: header.width, height: header.height };
  let matrix: Matrix = { ...size, values: points.heights };
  let places = {
    x: points.x && { ...size, values: keepMeasured(points.x, points.heights) },
    y: points.y && { ...size, values: keepMeasured(points.y, points.heights) },
  };
  if (places.x && places.y && !averageLines(places.x, true) && averageLines(places.x, false)) {
    matrix = swapMatrix(matrix);
    places = { x: swapMatrix(places.x), y: swapMatrix(places.y) };
    remarks.push("The x axis runs along the columns of the matrix; rows and columns were swapped.");
  }
  const steps = { x: 0, y: 0 };
  for (const name of ["x", "y"] as const) {
    const stated = places[name];
    if (name === "y" && header.height === 1) {
      // A profile has no second row: whatever is said of the distance between rows, its points are as wide as they are long.
      steps.y = Math.abs(steps.x);
      continue;
    }
    if (!stated) {
      steps[name] = readStep(header[name], `C${name.toUpperCase()}`);
      continue;
    }
    const lines = averageLines(stated, name === "x");
    if (!lines) throw refuse(`C${name.toUpperCase()}`);
    steps[name] = Number(((lines[lines.length - 1] - lines[0]) / (lines.length - 1)).toPrecision(9));
    if (isEven(lines)) remarks.push(`The absolute ${name} axis is a regular grid; its step was measured.`);
    else {
      matrix = interpolateLines(matrix, lines, name === "x");
      remarks.push(`The absolute ${name} axis is unevenly spaced; heights were interpolated to its mean step.`);
    }
  }
  for (const name of ["x", "y"] as const) {
    if (steps[name] > 0) continue;
    matrix = flipMatrix(matrix, name === "x", name === "y");
    remarks.push(`The ${name} axis falls; the ${name === "x" ? "columns" : "rows"} were reversed so that it rises.`);
  }
  matrix = turnMatrix(matrix, header);
  if (header.turn.some((sign) => sign < 0))
    remarks.push("The file states its axes turned by half a turn; it was applied.");
  return {
    width: matrix.width,
    height: matrix.height,
    incrementX: Math.abs(steps.x),
    incrementY: Math.abs(steps.y),
    heights: matrix.values,
    remarks,
  };
}

/** Applies the half turn that the file states. */
function turnMatrix(matrix: Matrix, { turn }: X3pHeader): Matrix {
  const flipped = turn[0] < 0 || turn[1] < 0 ? flipMatrix(matrix, turn[0] < 0, turn[1] < 0) : matrix;
  if (turn[2] > 0) return flipped;
  return { ...flipped, values: flipped.values.map((z) => (Number.isNaN(z) ? MISSING : -z)) };
}
