/** The data matrix, binary or text, as row-major heights in the file's own unit; NaN where missing. */
import { RibinError } from "../../domain/errors.ts";
import type { X3pAxis, X3pDataType, X3pHeader } from "./x3p-header.ts";

const DATA_TYPE_BYTES: Record<X3pDataType, number> = { I: 2, L: 4, F: 4, D: 8 };

/**
 * What a stored number is multiplied by. An absolute axis holds lengths already: its increment, which some writers
 * fill with 1e-6 though the values are metres, does not apply (ISO 25178-72, and so does the reference implementation).
 * Whole numbers on an absolute axis can only be counts of an increment.
 */
function zFactor(z: X3pAxis): number {
  const counts = z.type === "I" || z.dataType === "I" || z.dataType === "L";
  return counts ? (z.increment ?? 1) : 1;
}

function sizeError(what: string, header: X3pHeader): RibinError {
  return new RibinError("X3P_MATRIX_SIZE", `${what}, but main.xml says ${header.width} x ${header.height} points.`);
}

/**
 * The bytes that the binary matrix must have.
 * @throws RibinError X3P_XML_INVALID where the type of the Z axis is missing
 */
function expectedMatrixBytes(header: X3pHeader): number {
  const type = header.z.dataType;
  if (type === null)
    throw new RibinError("X3P_XML_INVALID", "main.xml: CZ/DataType is missing, the binary data cannot be read.");
  return header.width * header.height * DATA_TYPE_BYTES[type];
}

/** @throws RibinError X3P_MATRIX_SIZE */
export function checkMatrixBytes(header: X3pHeader, actual: number): void {
  if (actual !== expectedMatrixBytes(header))
    throw sizeError(`The data have ${actual} bytes of type ${header.z.dataType}`, header);
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
export function readBinaryHeights(bytes: Uint8Array, header: X3pHeader): Float64Array {
  checkMatrixBytes(header, bytes.byteLength);
  const type = header.z.dataType ?? "D";
  const size = DATA_TYPE_BYTES[type];
  const read = READERS[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const factor = zFactor(header.z);
  const offset = header.z.offset;
  const heights = new Float64Array(header.width * header.height);
  for (let i = 0; i < heights.length; i++) heights[i] = read(view, i * size) * factor + offset;
  return heights;
}

/**
 * Reads a text matrix. One Datum is one point: "z", or "x;y;z" whose x and y are indices that the order already tells;
 * an empty Datum (or an empty last part) is a missing value.
 * @throws RibinError X3P_MATRIX_SIZE, X3P_XML_INVALID
 */
export function readTextHeights(data: readonly string[], header: X3pHeader): Float64Array {
  if (data.length !== header.width * header.height)
    throw sizeError(`The text matrix has ${data.length} values`, header);
  const factor = zFactor(header.z);
  const heights = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const parts = data[i].split(";");
    if (parts.length !== 1 && parts.length !== 3)
      throw new RibinError(
        "X3P_XML_INVALID",
        `main.xml: Datum ${i + 1} has ${parts.length} parts; 1 or 3 are expected.`,
      );
    const text = parts[parts.length - 1].trim();
    const value = text === "" || /^[+-]?nan$/i.test(text) ? MISSING : Number(text);
    if (Number.isNaN(value) && text !== "" && !/^[+-]?nan$/i.test(text))
      throw new RibinError("X3P_XML_INVALID", `main.xml: Datum ${i + 1} is not a number.`);
    heights[i] = value * factor + header.z.offset;
  }
  return heights;
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
