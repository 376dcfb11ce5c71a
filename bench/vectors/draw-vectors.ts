/** Vectors drawn like those that a model gives: the same mean, the same covariance, and mates that lie together. */

import { createRandom } from "../../src/analysis/random.ts";
import { type Turning, turnVector } from "../../src/domain/turn-vector.ts";

export interface VectorShape {
  readonly length: number;
  readonly mean: Float64Array;
  /** Lower triangle whose product with its transpose is the covariance, row by row. */
  readonly factor: Float64Array;
}

/** Exhibits of one firearm, one after the other; and how alike the later ones are to the first. */
export const MATES = 3;
const MATE_COSINE = { least: 0.3, most: 0.9 } as const;
/** Added to the covariance's diagonal, as a share of its mean: a sample leaves some directions without any spread. */
const RIDGE = 1e-3;

/** Mean and Cholesky factor of the covariance of `sample`, vectors of `length` row by row. */
export function fitVectorShape(sample: Float32Array, length: number): VectorShape {
  const count = sample.length / length;
  const mean = new Float64Array(length);
  for (let i = 0; i < sample.length; i++) mean[i % length] += sample[i] / count;
  const covariance = new Float64Array(length * length);
  const centred = new Float64Array(length);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < length; i++) centred[i] = sample[row * length + i] - mean[i];
    for (let i = 0; i < length; i++) {
      for (let j = 0; j <= i; j++) covariance[i * length + j] += (centred[i] * centred[j]) / count;
    }
  }
  let trace = 0;
  for (let i = 0; i < length; i++) trace += covariance[i * length + i];
  for (let i = 0; i < length; i++) covariance[i * length + i] += (RIDGE * trace) / length;
  return { length, mean, factor: factorise(covariance, length) };
}

/** Cholesky's decomposition of a symmetric matrix of which the lower triangle is given; in place. */
function factorise(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k] * matrix[j * size + k];
      matrix[i * size + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * size + j];
    }
  }
  return matrix;
}

/**
 * Gives one vector of unit length after the other; the same seed gives the same. Where the model's vectors turn with their marks, every
 * mate lies turned by chance.
 */
export function createVectorSource(shape: VectorShape, turning: Turning | null, seed: number): () => Float32Array {
  const { length, mean, factor } = shape;
  const random = createRandom(seed);
  const normals = new Float64Array(length);
  let drawn = 0;
  let first: Float32Array = new Float32Array(length);

  function drawFresh(): Float32Array {
    for (let i = 0; i < length; i++) normals[i] = random.normal();
    const vector = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      let sum = mean[i];
      for (let j = 0; j <= i; j++) sum += factor[i * length + j] * normals[j];
      vector[i] = sum;
    }
    return toUnit(vector);
  }

  return () => {
    const fresh = drawFresh();
    if (drawn++ % MATES === 0) {
      first = fresh;
      return fresh;
    }
    const cosine = MATE_COSINE.least + (MATE_COSINE.most - MATE_COSINE.least) * random.uniform();
    const rest = Math.sqrt(1 - cosine * cosine);
    const mate = toUnit(fresh.map((value, i) => cosine * first[i] + rest * value));
    if (turning === null) return mate;
    return turnVector(mate, { harmonics: turning.harmonics, steps: [random.uniform()] })[0] ?? mate;
  };
}

function toUnit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}
