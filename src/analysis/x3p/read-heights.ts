/**
 * The data matrix, binary or text, in the file's own unit: heights row by row, NaN where missing, and the places of the points
 * where an axis is absolute. A point's record then holds its x, its y, or both before its z, each of its axis' own type.
 */
import { RibinError } from "../../domain/errors.ts";
import type { X3pAxis, X3pDataType, X3pHeader } from "./x3p-header.ts";

const DATA_TYPE_BYTES: Record<X3pDataType, number> = { I: 2, L: 4, F: 4, D: 8 };

/**
 * What a stored number is multiplied by. An absolute axis holds lengths already: its increment, which some writers
 * fill with 1e-6 though the values are metres, does not apply (ISO 25178-72, and so does the reference implementation).
 * Whole numbers on an absolute axis can only be counts of an increment.
 */
function findFactor(axis: X3pAxis): number {
  const counts = axis.type === "I" || axis.dataType === "I" || axis.dataType === "L";
  return counts ? (axis.increment ?? 1) : 1;
}

export interface X3pPoints {
  readonly heights: Float64Array;
  /** The place of each point where the axis is absolute, otherwise null. */
  readonly x: Float64Array | null;
  readonly y: Float64Array | null;
}

/** The axes whose numbers a point's record holds, in their order. */
function listStored({ x, y, z }: X3pHeader): { axis: X3pAxis; name: "CX" | "CY" | "CZ" }[] {
  return [
    ...(x.type === "A" ? [{ axis: x, name: "CX" as const }] : []),
    ...(y.type === "A" ? [{ axis: y, name: "CY" as const }] : []),
    { axis: z, name: "CZ" as const },
  ];
}

function createPoints(header: X3pHeader): { points: X3pPoints; targets: Float64Array[] } {
  const targets = listStored(header).map(() => new Float64Array(header.width * header.height));
  const x = header.x.type === "A" ? targets[0] : null;
  const y = header.y.type === "A" ? targets[x === null ? 0 : 1] : null;
  return { points: { heights: targets[targets.length - 1], x, y }, targets };
}

function sizeError(what: string, header: X3pHeader): RibinError {
  return new RibinError("X3P_MATRIX_SIZE", `${what}, but main.xml says ${header.width} x ${header.height} points.`);
}

/**
 * The bytes that the binary matrix must have.
 * @throws RibinError X3P_XML_INVALID where the type of a stored axis is missing
 */
function expectedMatrixBytes(header: X3pHeader): number {
  let record = 0;
  for (const { axis, name } of listStored(header)) {
    if (axis.dataType === null)
      throw new RibinError("X3P_XML_INVALID", `main.xml: ${name}/DataType is missing, the binary data cannot be read.`);
    record += DATA_TYPE_BYTES[axis.dataType];
  }
  return header.width * header.height * record;
}

/** @throws RibinError X3P_MATRIX_SIZE */
export function checkMatrixBytes(header: X3pHeader, actual: number): void {
  if (actual !== expectedMatrixBytes(header))
    throw sizeError(
      `The data have ${actual} bytes of type ${listStored(header)
        .map(({ axis }) => axis.dataType)
        .join(", ")}`,
      header,
    );
}

const FLOAT32_BYTES = 4;
const FLOAT64_BYTES = 8;

/** What reading the binary matrix will take, by what main.xml says. */
export function estimateMatrixMemory(header: X3pHeader): number {
  const points = header.width * header.height;
  return expectedMatrixBytes(header) + points * (listStored(header).length * FLOAT64_BYTES + FLOAT32_BYTES);
}

const MISSING = Number.NaN;

type ReadNumber = (view: DataView, at: number) => number;

const READERS: Record<X3pDataType, ReadNumber> = {
  I: (view, at) => view.getInt16(at, true),
  L: (view, at) => view.getInt32(at, true),
  F: (view, at) => view.getFloat32(at, true),
  D: (view, at) => view.getFloat64(at, true),
};

/**
 * Reads the binary matrix: x is the fastest index, numbers are little-endian; increment and offset are applied.
 * @throws RibinError X3P_MATRIX_SIZE, X3P_XML_INVALID
 */
export function readBinaryPoints(bytes: Uint8Array, header: X3pHeader): X3pPoints {
  checkMatrixBytes(header, bytes.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { points, targets } = createPoints(header);
  const stored = listStored(header);
  const record = stored.reduce((sum, { axis }) => sum + DATA_TYPE_BYTES[axis.dataType ?? "D"], 0);
  let start = 0;
  for (const [k, { axis }] of stored.entries()) {
    const read = READERS[axis.dataType ?? "D"];
    const factor = findFactor(axis);
    const target = targets[k];
    for (let i = 0; i < target.length; i++) target[i] = read(view, i * record + start) * factor + axis.offset;
    start += DATA_TYPE_BYTES[axis.dataType ?? "D"];
  }
  return points;
}

/** A number of a Datum; an empty text and NaN are missing. */
function readDatumNumber(part: string, place: number): number {
  const text = part.trim();
  if (text === "" || /^[+-]?nan$/i.test(text)) return MISSING;
  const value = Number(text);
  if (Number.isNaN(value)) throw new RibinError("X3P_XML_INVALID", `main.xml: Datum ${place} is not a number.`);
  return value;
}

/**
 * Reads a text matrix. One Datum is one point: "z", with the places of absolute axes before it ("x;y;z"), or "x;y;z" whose x and y
 * are indices that the order already tells; an empty Datum (or an empty last part) is a missing value.
 * @throws RibinError X3P_MATRIX_SIZE, X3P_XML_INVALID
 */
export function readTextPoints(data: readonly string[], header: X3pHeader): X3pPoints {
  if (data.length !== header.width * header.height)
    throw sizeError(`The text matrix has ${data.length} values`, header);
  const { points, targets } = createPoints(header);
  const stored = listStored(header);
  const columns = { CX: 0, CY: 1, CZ: 2 } as const;
  for (let i = 0; i < data.length; i++) {
    const parts = data[i].split(";");
    const empty = parts.length === 1 && parts[0].trim() === "";
    if (!empty && parts.length !== stored.length && parts.length !== 3)
      throw new RibinError(
        "X3P_XML_INVALID",
        `main.xml: Datum ${i + 1} has ${parts.length} parts; ${stored.length === 3 ? 3 : `${stored.length} or 3`} are expected.`,
      );
    for (const [k, { axis, name }] of stored.entries()) {
      const part = empty ? "" : parts[parts.length === 3 ? columns[name] : k];
      targets[k][i] = readDatumNumber(part, i + 1) * findFactor(axis) + axis.offset;
    }
  }
  return points;
}

/**
 * Clears the heights that the mask of valid points excludes: one bit a point in the order of the data, the lowest bit
 * of a byte first, 1 = valid.
 * @throws RibinError X3P_MATRIX_SIZE
 */
export function clearInvalid(heights: Float64Array, mask: Uint8Array, header: X3pHeader): void {
  const needed = Math.ceil(heights.length / 8);
  if (mask.byteLength !== needed)
    throw sizeError(`The mask of valid points has ${mask.byteLength} bytes where ${needed} are needed`, header);
  for (let i = 0; i < heights.length; i++) if (((mask[i >> 3] >> (i & 7)) & 1) === 0) heights[i] = MISSING;
}
