/** Prepared marks as compact bytes: the same mark gives the same bytes, and bytes of another version are refused. */
import { RibinError } from "../../domain/errors.ts";
import type { ImageLight } from "../image/measure-light.ts";
import type { PreparedMark } from "./prepared-mark.ts";

const MAGIC = 0x4d504252; // "RBPM" in little-endian order
const VERSION = 1;
const PREFIX_BYTES = 12;
const MISSING = -32768;
const LARGEST = 32767;

interface Header {
  preparation: string;
  preparationVersion: string;
  region: PreparedMark["region"];
  kind: "topography" | "reflectance";
  scaleKnown: boolean;
  /** Absent in what versions before images of areal marks wrote, and where the mark has none. */
  scaleSource?: "stated" | "primer";
  light?: ImageLight;
  shoulders?: { left: boolean; right: boolean };
  width: number;
  height: number;
  incrementX: number;
  incrementY: number;
  /** The part of the grid that has data: first column and row, columns and rows. */
  box: [number, number, number, number];
  /** Value of one step of the 16-bit numbers. */
  step: number;
  profileLength: number | null;
}

/**
 * Encodes a mark: a prefix (magic, version, header length), a JSON header, the values within the data's bounding box as 16-bit
 * integers (steps of the largest magnitude / 32767), and the profile as 32-bit floats. Little-endian throughout.
 */
export function encodePreparedMark(mark: PreparedMark): Uint8Array {
  const { surface, profile } = mark;
  const box = findDataBox(surface.values, surface.width, surface.height);
  let largest = 0;
  for (const value of surface.values) if (Math.abs(value) > largest) largest = Math.abs(value);
  const header: Header = {
    preparation: mark.preparation,
    preparationVersion: mark.preparationVersion,
    region: mark.region,
    kind: surface.kind,
    scaleKnown: mark.scaleKnown,
    ...(mark.scaleSource === undefined ? {} : { scaleSource: mark.scaleSource }),
    ...(mark.light === undefined ? {} : { light: mark.light }),
    ...(mark.shoulders === undefined ? {} : { shoulders: mark.shoulders }),
    width: surface.width,
    height: surface.height,
    incrementX: surface.incrementX,
    incrementY: surface.incrementY,
    box,
    step: largest > 0 ? largest / LARGEST : 1,
    profileLength: profile === null ? null : profile.length,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const [left, top, columns, rows] = box;
  const bytes = new Uint8Array(PREFIX_BYTES + text.length + 2 * columns * rows + 4 * (profile?.length ?? 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, text.length, true);
  bytes.set(text, PREFIX_BYTES);
  let at = PREFIX_BYTES + text.length;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at += 2) {
      const value = surface.values[(top + y) * surface.width + left + x];
      view.setInt16(at, Number.isNaN(value) ? MISSING : Math.round(value / header.step), true);
    }
  }
  if (profile !== null) for (let i = 0; i < profile.length; i++, at += 4) view.setFloat32(at, profile[i], true);
  return bytes;
}

/** Reads what `encodePreparedMark` wrote. Throws RibinError NOT_COMPARABLE when the bytes are of another kind or version. */
export function decodePreparedMark(bytes: Uint8Array): PreparedMark {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) {
    throw new RibinError("NOT_COMPARABLE", "The stored mark was made by another version; prepare it again.");
  }
  const textLength = view.getUint32(8, true);
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + textLength)),
  ) as Header;
  const [left, top, columns, rows] = header.box;
  const expected = PREFIX_BYTES + textLength + 2 * columns * rows + 4 * (header.profileLength ?? 0);
  if (bytes.length !== expected) {
    throw new RibinError("NOT_COMPARABLE", `The stored mark has ${bytes.length} bytes instead of ${expected}.`);
  }
  const values = new Float32Array(header.width * header.height).fill(Number.NaN);
  let at = PREFIX_BYTES + textLength;
  // A copy is aligned (`slice` of a Buffer would be none); a host of the other byte order could not run the kernels either.
  const stored = new Int16Array(columns * rows);
  new Uint8Array(stored.buffer).set(bytes.subarray(at, at + 2 * columns * rows));
  const { width: line, step } = header;
  for (let y = 0, from = 0; y < rows; y++) {
    const to = (top + y) * line + left;
    for (let x = 0; x < columns; x++, from++) {
      const number = stored[from];
      if (number !== MISSING) values[to + x] = number * step;
    }
  }
  at += 2 * columns * rows;
  let profile: Float32Array | null = null;
  if (header.profileLength !== null) {
    profile = new Float32Array(header.profileLength);
    for (let i = 0; i < profile.length; i++, at += 4) profile[i] = view.getFloat32(at, true);
  }
  const { width, height, incrementX, incrementY, kind } = header;
  return {
    preparation: header.preparation,
    preparationVersion: header.preparationVersion,
    region: header.region,
    surface: { width, height, incrementX, incrementY, values, kind },
    profile,
    scaleKnown: header.scaleKnown,
    ...(header.scaleSource === undefined ? {} : { scaleSource: header.scaleSource }),
    ...(header.light === undefined ? {} : { light: header.light }),
    ...(header.shoulders === undefined ? {} : { shoulders: header.shoulders }),
  };
}

function findDataBox(values: Float32Array, width: number, height: number): [number, number, number, number] {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Number.isNaN(values[y * width + x])) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
