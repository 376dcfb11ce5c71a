/** A stored vector that knows its mark's turn (or, of a land, its shift): what a search has to ask to find mates that lie otherwise. */

/**
 * The vector is read as complex numbers, real and imaginary part next to each other. Where the mark lies turned by the share `t` of a
 * period, number p is multiplied by exp(2 pi i harmonics[p] t): known without the mark.
 */
export interface Turning {
  /** One a complex number: half as many as the vector has numbers. */
  readonly harmonics: readonly number[];
  /** The turns that a search tries, in periods of harmonic 1; 0 is among them. */
  readonly steps: readonly number[];
}

/** `vector` as the mark's would be if it lay turned, one for each step; the lengths stay. Without a turning, the vector alone. */
export function turnVector(vector: Float32Array, turning: Turning | null): readonly Float32Array[] {
  if (turning === null) return [vector];
  const { harmonics, steps } = turning;
  return steps.map((step) => {
    const turned = new Float32Array(vector.length);
    for (let p = 0; p < harmonics.length; p++) {
      const angle = 2 * Math.PI * harmonics[p] * step;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      turned[2 * p] = cos * vector[2 * p] - sin * vector[2 * p + 1];
      turned[2 * p + 1] = sin * vector[2 * p] + cos * vector[2 * p + 1];
    }
    return turned;
  });
}
