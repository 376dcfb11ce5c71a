/** A mark as the API gives it to a viewer: heights (or brightness) on a square grid about its centre, NaN where missing. */
export interface MarkSurface {
  readonly width: number;
  readonly height: number;
  /** Metres (or points) between neighbours. */
  readonly increment: number;
  /** Row-major from the top, in multiples of the mark's RMS. */
  readonly values: Float32Array;
  readonly kind: "topography" | "reflectance";
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MISSING = -32_768;

/** Whole numbers of 16 bits, little-endian, in Base64; each worth `step`. */
export function decodeWholeNumbers(base64: string, step: number): Float32Array {
  const bytes = decodeBytes(base64);
  const whole = new DataView(bytes.buffer);
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) {
    const value = whole.getInt16(2 * i, true);
    values[i] = value === MISSING ? Number.NaN : value * step;
  }
  return values;
}

export function decodeFloats(base64: string): Float32Array {
  const bytes = decodeBytes(base64);
  const floats = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length >> 2 }, (_, i) => floats.getFloat32(4 * i, true));
}

function decodeBytes(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The value at a place about the grid's centre; NaN outside, or beside missing data. */
export function sampleSurface({ width, height, increment, values }: MarkSurface, { x, y }: Point): number {
  const column = x / increment + (width - 1) / 2;
  const row = y / increment + (height - 1) / 2;
  if (!(column >= 0 && row >= 0 && column <= width - 1 && row <= height - 1)) return Number.NaN;
  const left = Math.min(Math.floor(column), width - 2);
  const top = Math.min(Math.floor(row), height - 2);
  const [fx, fy] = [column - left, row - top];
  const at = top * width + left;
  const value = (place: number) => values[place] ?? Number.NaN;
  const above = value(at) * (1 - fx) + value(at + 1) * fx;
  const below = value(at + width) * (1 - fx) + value(at + width + 1) * fx;
  return above * (1 - fy) + below * fy;
}
