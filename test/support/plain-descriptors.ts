/** The descriptors written out as plain sums, from their definition, to hold the ONNX graphs against. */

import { AREAL } from "../../models/training/areal-descriptor.ts";
import { listWindowPairs, PROFILE, PROFILE_INVARIANTS } from "../../models/training/profile-descriptor.ts";
import { AREAL_SIDE } from "../../src/analysis/features/areal-input.ts";
import { PROFILE_LENGTH } from "../../src/analysis/features/profile-input.ts";

function toUnit(values: readonly number[]): number[] {
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

/** Power of the masked mark at a frequency given in cycles per sample. */
function createPowerReader(data: Float32Array): (u: number, v: number) => number {
  const plane = AREAL_SIDE * AREAL_SIDE;
  const points: { x: number; y: number; z: number }[] = [];
  for (let i = 0; i < plane; i++) {
    if (data[plane + i] === 1) points.push({ x: i % AREAL_SIDE, y: Math.floor(i / AREAL_SIDE), z: data[i] });
  }
  const mean = points.reduce((sum, { z }) => sum + z, 0) / points.length;
  return (u, v) => {
    let real = 0;
    let imaginary = 0;
    for (const { x, y, z } of points) {
      const phase = 2 * Math.PI * (x * u + y * v);
      real += (z - mean) * Math.cos(phase);
      imaginary += (z - mean) * Math.sin(phase);
    }
    return real * real + imaginary * imaginary;
  };
}

/** The spectrum on rings, read bilinearly from its grid as the model does. */
function readRings(data: Float32Array): number[][] {
  const powerAt = createPowerReader(data);
  const step = AREAL.frequencyStep * AREAL.pitch;
  const known = new Map<string, number>();
  const gridPower = (column: number, row: number): number => {
    const key = `${column} ${row}`;
    const value = known.get(key) ?? powerAt(column * step, row * step);
    known.set(key, value);
    return value;
  };
  return Array.from({ length: AREAL.rings }, (_, ring) => {
    const radius = (AREAL.firstRing + ring * AREAL.ringStep) / AREAL.frequencyStep;
    return Array.from({ length: AREAL.angles }, (_, place) => {
      const angle = ((place + 0.5) / AREAL.angles) * Math.PI;
      const x = radius * Math.cos(angle);
      const y = radius * Math.sin(angle);
      const column = Math.floor(x);
      const row = Math.floor(y);
      const fx = x - column;
      const fy = y - row;
      return (
        (1 - fy) * ((1 - fx) * gridPower(column, row) + fx * gridPower(column + 1, row)) +
        fy * ((1 - fx) * gridPower(column, row + 1) + fx * gridPower(column + 1, row + 1))
      );
    });
  });
}

/** Divides each value by the Gaussian mean of its neighbourhood, along the closed ring and across rings. */
function takeSpeckle(rings: number[][]): number[][] {
  const { angles, smoothAngles, smoothRings } = AREAL;
  const along = rings.map((ring) =>
    ring.map((_, place) => {
      let sum = 0;
      let weight = 0;
      for (let other = -2 * angles; other <= 2 * angles; other++) {
        const w = Math.exp(-0.5 * (other / smoothAngles) ** 2);
        sum += w * ring[(place + other + 4 * angles) % angles];
        weight += w;
      }
      return sum / weight;
    }),
  );
  return rings.map((ring, i) => {
    const weights = rings.map((_, j) => Math.exp(-0.5 * ((i - j) / smoothRings) ** 2));
    const total = weights.reduce((a, b) => a + b, 0);
    const mean = ring.reduce((a, b) => a + b, 0) / ring.length;
    return ring.map((value, place) => {
      const smooth = along.reduce((sum, line, j) => sum + weights[j] * line[place], 0) / total;
      return value / Math.max(smooth, AREAL.floor * mean) - 1;
    });
  });
}

/** The vector of models/areal-spectrum-turned for the input [1, 2, 144, 144]. */
export function describeArealPlainly(data: Float32Array, projection: Float32Array): number[] {
  const speckle = takeSpeckle(readRings(data));
  const vector: number[] = [];
  AREAL.harmonics.forEach((harmonic, h) => {
    const coefficients = speckle.map((ring) => {
      const coefficient = { re: 0, im: 0 };
      ring.forEach((value, place) => {
        const phase = (2 * Math.PI * place * harmonic) / AREAL.angles;
        coefficient.re += value * Math.cos(phase);
        coefficient.im -= value * Math.sin(phase);
      });
      return coefficient;
    });
    for (let component = 0; component < AREAL.components; component++) {
      let [re, im] = [0, 0];
      coefficients.forEach((z, ring) => {
        const at = 2 * ((h * AREAL.rings + ring) * AREAL.components + component);
        re += z.re * projection[at] - z.im * projection[at + 1];
        im += z.re * projection[at + 1] + z.im * projection[at];
      });
      vector.push(re, im);
    }
  });
  return toUnit(vector);
}

/** Windowed Fourier coefficients of the profile, evened by their neighbourhood, and which windows have data. */
function readWindows(data: Float32Array) {
  const from = (x: number) => x - (PROFILE_LENGTH - 1) / 2;
  const weigh = (window: number, x: number) =>
    Math.exp(-0.5 * ((from(x) - (window - (PROFILE.windows - 1) / 2) * PROFILE.windowStep) / PROFILE.windowWidth) ** 2);
  const covered: boolean[] = [];
  const raw = Array.from({ length: PROFILE.windows }, (_, window) => {
    let present = 0;
    let total = 0;
    for (let x = 0; x < PROFILE_LENGTH; x++) {
      present += weigh(window, x) * data[PROFILE_LENGTH + x];
      total += weigh(window, x);
    }
    covered.push(present / total > PROFILE.coverage);
    return Array.from({ length: PROFILE.frequencies }, (_, f) => {
      const coefficient = { c: 0, s: 0 };
      for (let x = 0; x < PROFILE_LENGTH; x++) {
        const phase = 2 * Math.PI * from(x) * (PROFILE.firstFrequency + f * PROFILE.frequencyStep);
        coefficient.c += weigh(window, x) * data[x] * Math.cos(phase);
        coefficient.s += weigh(window, x) * data[x] * Math.sin(phase);
      }
      return coefficient;
    });
  });
  const power = raw.map((line) => line.map(({ c, s }) => c * c + s * s));
  const mean = power.flat().reduce((a, b) => a + b, 0) / (PROFILE.windows * PROFILE.frequencies);
  const clamp = (i: number, size: number) => Math.min(size - 1, Math.max(0, i));
  const smoothAt = (window: number, frequency: number): number => {
    const [reachW, reachF] = [Math.ceil(4 * PROFILE.smoothWindows), Math.ceil(4 * PROFILE.smoothFrequencies)];
    let sum = 0;
    let total = 0;
    for (let w = -reachW; w <= reachW; w++) {
      for (let f = -reachF; f <= reachF; f++) {
        const weight = Math.exp(-0.5 * ((w / PROFILE.smoothWindows) ** 2 + (f / PROFILE.smoothFrequencies) ** 2));
        sum += weight * power[clamp(window + w, PROFILE.windows)][clamp(frequency + f, PROFILE.frequencies)];
        total += weight;
      }
    }
    return sum / total;
  };
  const evened = raw.map((line, window) =>
    line.map(({ c, s }, f) => {
      const size = Math.sqrt(Math.max(smoothAt(window, f), PROFILE.floor * mean));
      return { c: c / size, s: s / size };
    }),
  );
  return { evened, covered };
}

/** Subtracts each column's mean over the rows that count within a group, and clears the rows that do not. */
function centreRows(rows: number[][], counts: boolean[], groups: number[]): number[] {
  return rows.flatMap((row, i) => {
    const peers = rows.filter((_, j) => counts[j] && groups[j] === groups[i]);
    return row.map((value, f) => {
      if (!counts[i]) return 0;
      return value - peers.reduce((sum, peer) => sum + peer[f], 0) / peers.length;
    });
  });
}

/** The vector of models/profile-windows-learned for the input [1, 2, 384]. */
export function describeProfilePlainly(data: Float32Array, projection: Float32Array): number[] {
  const { evened, covered } = readWindows(data);
  const { first, second, gap } = listWindowPairs();
  const both = first.map((i, pair) => covered[i] && covered[second[pair]]);
  const multiply = (part: (a: { c: number; s: number }, b: { c: number; s: number }) => number): number[] =>
    centreRows(
      first.map((i, pair) => evened[i].map((a, f) => part(a, evened[second[pair]][f]))),
      both,
      gap,
    );
  const products = [...multiply((a, b) => a.c * b.c + a.s * b.s), ...multiply((a, b) => a.c * b.s - a.s * b.c)];
  const power = centreRows(
    evened.map((line) => line.map(({ c, s }) => c * c + s * s)),
    covered,
    covered.map(() => 0),
  );
  const profile = Array.from({ length: PROFILE_LENGTH }, (_, x) => {
    let sum = 0;
    for (let k = -PROFILE.profileReach; k <= PROFILE.profileReach; k++) {
      if (x + k < 0 || x + k >= PROFILE_LENGTH) continue;
      sum += Math.exp(-0.5 * (k / PROFILE.profileSmoothing) ** 2) * data[x + k];
    }
    return sum;
  });
  const invariants = [
    ...toUnit(products),
    ...toUnit(power).map((value) => PROFILE.powerWeight * value),
    ...toUnit(profile).map((value) => PROFILE.profileWeight * value),
  ];
  if (invariants.length !== PROFILE_INVARIANTS) throw new Error("the number of invariants is not the model's");
  const vector = new Array<number>(256).fill(0);
  invariants.forEach((value, i) => {
    for (let k = 0; k < vector.length; k++) vector[k] += value * projection[i * vector.length + k];
  });
  return toUnit(vector);
}
