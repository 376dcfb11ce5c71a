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

/**
 * What tells of other vectors their cosine with `vector`, of unit length, turned as makes it largest. Each harmonic's product is made once and
 * then turned, where twelve turned vectors would take ten times as long.
 */
export function prepareBestCosine(vector: Float32Array, turning: Turning | null): (other: Float32Array) => number {
  if (turning === null) return (other) => writeCosine(dot(vector, other), other);
  const { harmonics, steps } = turning;
  const distinct = [...new Set(harmonics)];
  const places = Int32Array.from(harmonics, (harmonic) => 2 * distinct.indexOf(harmonic));
  const turns = steps.map((step) =>
    distinct.flatMap((harmonic) => [Math.cos(2 * Math.PI * harmonic * step), -Math.sin(2 * Math.PI * harmonic * step)]),
  );
  const products = new Float64Array(2 * distinct.length);
  return (other) => {
    products.fill(0);
    for (let p = 0, at = 0; p < places.length; p++, at += 2) {
      products[places[p]] += vector[at] * other[at] + vector[at + 1] * other[at + 1];
      products[places[p] + 1] += vector[at + 1] * other[at] - vector[at] * other[at + 1];
    }
    let best = Number.NEGATIVE_INFINITY;
    for (const turn of turns) best = Math.max(best, dot(turn, products));
    return writeCosine(best, other);
  };
}

/** Rounded to 32 bits and to what a cosine can be: stored numbers are of 16, and lengths are not quite 1. */
const writeCosine = (product: number, other: Float32Array): number =>
  Math.fround(Math.max(-1, Math.min(1, product / Math.sqrt(dot(other, other)))));

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
