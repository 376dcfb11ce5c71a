/**
 * The learned descriptor of areal marks, as an ONNX graph.
 *
 * The power spectrum of a mark does not change when the mark is shifted and turns when the mark turns. Its waves of 100-330 um
 * are read on rings of frequency; each value is divided by its smoothed neighbourhood, which leaves the speckle that is
 * the mark's own and takes away what its class (grain size, direction of milling) gives to all marks of a make. A turn of
 * the mark is a shift along each ring, the same shift on all rings: each Fourier coefficient along a ring is multiplied by a
 * number that the turn alone decides. Kept are harmonics 12, 24, 36 and 48 of the half circle, which repeat every 15 degrees, so that a
 * query has to be turned through twelve steps of 1.25 degrees only (src/domain/turn-vector.ts). Of each harmonic's coefficients on the 36
 * rings a learned projection keeps 32 complex numbers.
 *
 * train_areal.py learns the projection and computes the same from the same settings.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AREAL_DIMS, AREAL_SIDE } from "../../src/analysis/features/areal-input.ts";
import type { Turning } from "../../src/domain/turn-vector.ts";
import { createGraphBuilder } from "./graph-builder.ts";
import { locateLearned } from "./locate-learned.ts";

const arealSettingsSchema = z.strictObject({
  side: z.literal(AREAL_SIDE),
  pitch: z.number(),
  frequencyStep: z.number(),
  firstRing: z.number(),
  ringStep: z.number(),
  rings: z.int(),
  angles: z.int(),
  smoothRings: z.number(),
  smoothAngles: z.number(),
  smoothTerms: z.int(),
  floor: z.number(),
  harmonics: z.array(z.int()),
  components: z.int(),
  turns: z.int(),
});

/**
 * Frequencies in cycles per millimetre for the breech face's pitch of 37.5 um (other pitches scale along).
 * `frequencyStep`: grid on which the spectrum is computed, a third of the width of its speckle (1 / 3.4 mm), for bilinear reading.
 * Rings 3.0, 3.2 .. 10: 330 um is the longest wave that the preparation keeps, and beyond 10 the pitch blurs.
 * `angles`: places along a ring, over half the circle: the spectrum of real values is the same in the other half.
 * `smoothRings`, `smoothAngles`: widths (standard deviations) of the neighbourhood by which a value is divided: rings, and places along
 * a ring; `smoothTerms` Fourier terms make it; below the share `floor` of a ring's mean it counts no less.
 */
export const AREAL = arealSettingsSchema.parse(JSON.parse(readFileSync(locateLearned("areal-settings.json"), "utf8")));

const EMBEDDING_LENGTH = 2 * AREAL.harmonics.length * AREAL.components;

/** How a vector turns with its mark. */
export const AREAL_TURNING: Turning = {
  harmonics: AREAL.harmonics.flatMap((_, h) => new Array<number>(AREAL.components).fill(h + 1)),
  steps: Array.from({ length: AREAL.turns }, (_, i) => Number((i / AREAL.turns).toFixed(8))),
};

const tabulate = (rows: number, columns: number, value: (row: number, column: number) => number): Float64Array =>
  Float64Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));

/** Indices and weights that read the spectrum's grid on the rings, four corners each. */
function createRingReader(columns: number, halfColumns: number, extraRows: number) {
  const count = AREAL.rings * AREAL.angles;
  const corner = new Int32Array(4 * count);
  const weight = new Float64Array(4 * count);
  for (let ring = 0, i = 0; ring < AREAL.rings; ring++) {
    const radius = (AREAL.firstRing + ring * AREAL.ringStep) / AREAL.frequencyStep;
    for (let place = 0; place < AREAL.angles; place++, i++) {
      const angle = ((place + 0.5) / AREAL.angles) * Math.PI;
      const x = radius * Math.cos(angle) + halfColumns;
      const y = radius * Math.sin(angle) + extraRows;
      const column = Math.floor(x);
      const row = Math.floor(y);
      for (const [k, dx, dy] of [
        [0, 0, 0],
        [1, 1, 0],
        [2, 0, 1],
        [3, 1, 1],
      ]) {
        corner[k * count + i] = (row + dy) * columns + column + dx;
        weight[k * count + i] = Math.abs(1 - dx - (x - column)) * Math.abs(1 - dy - (y - row));
      }
    }
  }
  return { corner, weight };
}

/**
 * Writes the graph; the same bytes every time. `projection`: real and imaginary parts, harmonics x rings x components, as
 * train_areal.py stores them.
 */
export function buildArealModel(input: string, output: string, projection: Float32Array): Uint8Array {
  const { node, floats, shape, indices, finish } = createGraphBuilder();
  const side = AREAL_SIDE;
  const { rings, angles, components, smoothTerms: terms } = AREAL;
  const harmonics = AREAL.harmonics.length;

  // Centred values within the mask.
  const values = node("Gather", [input, indices("channel_values", [], [0])], { axis: 1 });
  const mask = node("Gather", [input, indices("channel_mask", [], [1])], { axis: 1 });
  const area = node("Max", [node("ReduceSum", [mask]), floats("one", [1], [1])]);
  const mean = node("Div", [node("ReduceSum", [node("Mul", [values, mask])]), area]);
  const centred = node("Mul", [node("Sub", [values, mean]), mask]);

  // Power spectrum on a grid of frequencies: columns -half .. half, rows from just below 0, by two matrix products.
  const top = AREAL.firstRing + AREAL.rings * AREAL.ringStep;
  const half = Math.ceil(top / AREAL.frequencyStep) + 3;
  const columns = 2 * half + 1;
  const rows = half + 2;
  const turn = (sample: number, frequency: number) =>
    2 * Math.PI * (sample - (side - 1) / 2) * AREAL.pitch * frequency * AREAL.frequencyStep;
  const cosX = floats(
    "cos_x",
    [side, columns],
    tabulate(side, columns, (x, c) => Math.cos(turn(x, c - half))),
  );
  const sinX = floats(
    "sin_x",
    [side, columns],
    tabulate(side, columns, (x, c) => Math.sin(turn(x, c - half))),
  );
  const cosY = floats(
    "cos_y",
    [rows, side],
    tabulate(rows, side, (r, y) => Math.cos(turn(y, r - 1))),
  );
  const sinY = floats(
    "sin_y",
    [rows, side],
    tabulate(rows, side, (r, y) => Math.sin(turn(y, r - 1))),
  );
  const alongCos = node("MatMul", [centred, cosX]);
  const alongSin = node("MatMul", [centred, sinX]);
  const real = node("Sub", [node("MatMul", [cosY, alongCos]), node("MatMul", [sinY, alongSin])]);
  const imaginary = node("Add", [node("MatMul", [cosY, alongSin]), node("MatMul", [sinY, alongCos])]);
  const power = node("Add", [node("Mul", [real, real]), node("Mul", [imaginary, imaginary])]);

  // Read on rings.
  const { corner, weight } = createRingReader(columns, half, 1);
  const flat = node("Reshape", [power, shape("flat", [-1])]);
  const corners = node("Gather", [flat, indices("corner", [4, rings, angles], corner)], { axis: 0 });
  const weighted = node("Mul", [corners, floats("corner_weight", [4, rings, angles], weight)]);
  const ring = node("ReduceSum", [weighted, shape("first_axis", [0])], { keepdims: 0 });

  // Divided by the neighbourhood: a Gaussian along the ring (by its few Fourier terms) and across rings.
  const term = (place: number, t: number) => {
    const k = Math.ceil(t / 2);
    const angle = (2 * Math.PI * k * place) / angles;
    return t === 0 ? 1 : t % 2 === 1 ? Math.cos(angle) : Math.sin(angle);
  };
  const gain = (t: number) => {
    const k = Math.ceil(t / 2);
    return ((t === 0 ? 1 : 2) / angles) * Math.exp(-0.5 * ((2 * Math.PI * k * AREAL.smoothAngles) / angles) ** 2);
  };
  const analyse = floats(
    "smooth_analyse",
    [angles, terms],
    tabulate(angles, terms, (j, t) => term(j, t) * gain(t)),
  );
  const compose = floats(
    "smooth_compose",
    [terms, angles],
    tabulate(terms, angles, (t, j) => term(j, t)),
  );
  const kernel = tabulate(rings, rings, (i, j) => Math.exp(-0.5 * ((i - j) / AREAL.smoothRings) ** 2));
  const total = Float64Array.from({ length: rings }, (_, i) =>
    kernel.subarray(i * rings, (i + 1) * rings).reduce((sum, value) => sum + value, 0),
  );
  const across = floats(
    "smooth_rings",
    [rings, rings],
    kernel.map((value, i) => value / total[Math.floor(i / rings)]),
  );
  const smooth = node("MatMul", [across, node("MatMul", [node("MatMul", [ring, analyse]), compose])]);
  const least = node("Add", [
    node("Mul", [node("ReduceMean", [ring], { axes: [1] }), floats("floor", [1], [AREAL.floor])]),
    floats("tiny_power", [1], [1e-6]),
  ]);
  const speckle = node("Sub", [node("Div", [ring, node("Max", [smooth, least])]), "one"]);

  // Fourier coefficients along the rings, as [harmonics, 1, rings].
  const phase = (place: number, h: number) => (2 * Math.PI * place * AREAL.harmonics[h]) / angles;
  const byHarmonic = shape("by_harmonic", [harmonics, 1, rings]);
  const transform = (name: string, wave: (angle: number) => number) => {
    const table = floats(
      name,
      [angles, harmonics],
      tabulate(angles, harmonics, (j, h) => wave(phase(j, h))),
    );
    return node("Reshape", [node("Transpose", [node("MatMul", [speckle, table])], { perm: [1, 0] }), byHarmonic]);
  };
  const c = transform("cos_k", Math.cos);
  const s = transform("minus_sin_k", (angle) => -Math.sin(angle));

  // Projected, harmonic by harmonic: (c + i s)(p + i q).
  const part = (name: string, which: 0 | 1) => {
    const count = harmonics * rings * components;
    return floats(
      name,
      [harmonics, rings, components],
      Float32Array.from({ length: count }, (_, i) => projection[2 * i + which]),
    );
  };
  const p = part("projection_real", 0);
  const q = part("projection_imaginary", 1);
  const column = shape("column", [harmonics, components, 1]);
  const inPhase = node("Sub", [node("MatMul", [c, p]), node("MatMul", [s, q])]);
  const quadrature = node("Add", [node("MatMul", [c, q]), node("MatMul", [s, p])]);
  const paired = node("Concat", [node("Reshape", [inPhase, column]), node("Reshape", [quadrature, column])], {
    axis: 2,
  });
  const vector = node("Reshape", [paired, shape("row", [1, EMBEDDING_LENGTH])]);

  // Unit length. The floor leaves an empty mark's vector short, so that it is noticed and not used.
  const length = node("Sqrt", [node("ReduceSum", [node("Mul", [vector, vector])])]);
  return finish({
    name: "areal-spectrum-turned",
    version: 1,
    input: { name: input, dims: AREAL_DIMS },
    output: node("Div", [vector, node("Max", [length, "one"])]),
    outputName: output,
    outputDims: [1, EMBEDDING_LENGTH],
  });
}
