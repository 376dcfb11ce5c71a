/** Arrays filled point by point: a typed array's own `from` walks an iterator, at ten times the cost of a loop. */

/** Element `at` is what `valueAt` gives for it. */
export function fillBytes(length: number, valueAt: (at: number) => number): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(length);
  for (let at = 0; at < length; at++) values[at] = valueAt(at);
  return values;
}

/** Element `at` is what `valueAt` gives for it. */
export function fillFloats(length: number, valueAt: (at: number) => number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length);
  for (let at = 0; at < length; at++) values[at] = valueAt(at);
  return values;
}
