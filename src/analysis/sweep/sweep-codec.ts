/** Sweep records as compact bytes: the same record gives the same bytes; bytes of another version or length are refused. */
import { RibinError } from "../../domain/errors.ts";
import { PROFILE_LENGTH } from "../features/profile-input.ts";
import { listSpectrumPlaces } from "./spectrum-places.ts";
import { HARMONICS, MASK_SIDE, RINGS } from "./sweep-method.ts";
import type { ArealSweepRecord, ProfileSweepRecord, SweepRecord } from "./sweep-record.ts";

const MAGIC = 0x57534252; // "RBSW" in little-endian order
const VERSION = 1;
const AREAL = 1;
const PROFILE = 2;
/** Magic, version, kind. */
const PREFIX_BYTES = 12;
/** Pitch, area, two steps. */
const AREAL_NUMBERS = 4;
const MASK_BYTES = MASK_SIDE * MASK_SIDE;
const SPECKLE_BYTES = 2 * RINGS * HARMONICS;

const countArealBytes = () =>
  PREFIX_BYTES + 4 * AREAL_NUMBERS + 2 * listSpectrumPlaces().places.length + SPECKLE_BYTES + MASK_BYTES;

/** A prefix (magic, version, kind), the numbers as 32-bit floats, then all 8-bit arrays. Little-endian. */
export function encodeSweepRecord(record: SweepRecord): Uint8Array {
  const bytes = new Uint8Array(record.kind === "areal" ? countArealBytes() : PREFIX_BYTES + PROFILE_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, record.kind === "areal" ? AREAL : PROFILE, true);
  if (record.kind === "profile") {
    bytes.set(asBytes(record.samples), PREFIX_BYTES);
    return bytes;
  }
  let at = PREFIX_BYTES;
  for (const number of [record.pitch, record.area, record.spectrumStep, record.speckleStep]) {
    view.setFloat32(at, number, true);
    at += 4;
  }
  for (const part of [record.spectrum, record.speckle, record.mask]) {
    bytes.set(asBytes(part), at);
    at += part.length;
  }
  return bytes;
}

/**
 * Reads what `encodeSweepRecord` wrote; the arrays are views of `bytes`.
 * @throws RibinError NOT_COMPARABLE for bytes of another kind, version or length, or with a number that is none
 */
export function decodeSweepRecord(bytes: Uint8Array): SweepRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) {
    throw new RibinError("NOT_COMPARABLE", "The sweep record was made by another version; it is to be made again.");
  }
  const kind = view.getUint32(8, true);
  if (kind === PROFILE) return decodeProfile(bytes);
  if (kind === AREAL) return decodeAreal(bytes, view);
  throw new RibinError("NOT_COMPARABLE", "The sweep record is of an unknown kind.");
}

function decodeProfile(bytes: Uint8Array): ProfileSweepRecord {
  assertLength(bytes, PREFIX_BYTES + PROFILE_LENGTH);
  return { kind: "profile", samples: new Int8Array(bytes.buffer, bytes.byteOffset + PREFIX_BYTES, PROFILE_LENGTH) };
}

function decodeAreal(bytes: Uint8Array, view: DataView): ArealSweepRecord {
  assertLength(bytes, countArealBytes());
  const numbers = Array.from({ length: AREAL_NUMBERS }, (_, i) => view.getFloat32(PREFIX_BYTES + 4 * i, true));
  if (!numbers.every((number) => number > 0 && number < 1e6)) {
    throw new RibinError("NOT_COMPARABLE", "A number of the sweep record is out of its range.");
  }
  const [pitch = 0, area = 0, spectrumStep = 0, speckleStep = 0] = numbers;
  let at = bytes.byteOffset + PREFIX_BYTES + 4 * AREAL_NUMBERS;
  const next = (length: number): number => {
    at += length;
    return at - length;
  };
  const count = 2 * listSpectrumPlaces().places.length;
  const spectrum = new Int8Array(bytes.buffer, next(count), count);
  const speckle = new Int8Array(bytes.buffer, next(SPECKLE_BYTES), SPECKLE_BYTES);
  const mask = new Uint8Array(bytes.buffer, next(MASK_BYTES), MASK_BYTES);
  return { kind: "areal", pitch, area, spectrumStep, spectrum, speckleStep, speckle, mask };
}

function assertLength(bytes: Uint8Array, expected: number): void {
  if (bytes.length === expected) return;
  throw new RibinError("NOT_COMPARABLE", `The sweep record has ${bytes.length} bytes instead of ${expected}.`);
}

function asBytes(part: Int8Array | Uint8Array): Uint8Array {
  return new Uint8Array(part.buffer, part.byteOffset, part.length);
}
