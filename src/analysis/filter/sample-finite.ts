/** Indices of finite values, thinned evenly to about `most`: a form of a few terms needs no million points. */
export function sampleFinite(values: Float32Array, most: number): Uint32Array {
  let finite = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) finite++;
  const step = Math.max(1, Math.floor(finite / most));
  const indices = new Uint32Array(Math.ceil(finite / step));
  let seen = 0;
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    if (seen++ % step === 0) indices[kept++] = i;
  }
  return indices.subarray(0, kept);
}
