/**
 * The fixed descriptor of areal marks, as an ONNX graph.
 *
 * The power spectrum of a mark does not change when the mark is shifted and turns when the mark turns. Its waves of 125-330 um
 * are read on rings of frequency; each value is divided by its smoothed neighbourhood, which leaves the speckle that is
 * the mark's own and takes away what its class (grain size, direction of milling) gives to all marks of a make. A turn of
 * the mark is a shift along each ring, the same shift on all rings: of the ring's Fourier coefficients F_i(k) only the
 * products F_i(k) conj F_j(k) of two rings are free of it, and unlike magnitudes they keep the phase of one ring against
 * the other. Their real and imaginary parts, sketched to 256 numbers, are the vector.
 */
import { AREAL_DIMS, AREAL_SIDE } from "../../src/analysis/features/areal-input.ts";
import { createGraphBuilder } from "./graph-builder.ts";
import { createSketch, EMBEDDING_LENGTH } from "./sketch.ts";

/** Frequencies in cycles per millimetre for the breech face's pitch of 37.5 um (other pitches scale along). */
export const AREAL = {
  pitch: 0.0375,
  /** Grid on which the spectrum is computed: a third of the width of its speckle (1 / 3.4 mm), for bilinear reading. */
  frequencyStep: 0.1,
  /** Rings 3.0, 3.2 .. 7.8: 330 um is the longest wave that the preparation keeps, beyond 8 speckle repeats less. */
  firstRing: 3,
  ringStep: 0.2,
  rings: 25,
  /** Places along a ring, over half the circle: the spectrum of real values is the same in the other half. */
  angles: 256,
  /** Widths (standard deviations) of the neighbourhood by which a value is divided: rings, and places along a ring. */
  smoothRings: 4,
  smoothAngles: 40,
  /** Below this share of a ring's mean the neighbourhood counts no less. */
  floor: 0.05,
  /** Fourier coefficients along a ring: slower ones are class, faster ones lie below the width of the speckle. */
  firstHarmonic: 3,
  harmonics: 47,
  /** Pairs of rings: neighbours share speckle and say nothing, from two apart on they do not. */
  ringGaps: [2, 3, 4, 5, 6, 7, 8],
  sketchSeed: 20_240_901,
} as const;

/** The rings of each product, first and second, in the order of the invariants. */
export function listRingPairs(): { first: number[]; second: number[] } {
  const first: number[] = [];
  const second: number[] = [];
  for (const gap of AREAL.ringGaps) {
    for (let ring = 0; ring + gap < AREAL.rings; ring++) {
      first.push(ring);
      second.push(ring + gap);
    }
  }
  return { first, second };
}

/** Invariants: real and imaginary part of each pair of rings at each harmonic, harmonics running fastest. */
export const AREAL_INVARIANTS = 2 * listRingPairs().first.length * AREAL.harmonics;

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

/** Writes the graph; the same bytes every time. */
export function buildArealModel(input: string, output: string): Uint8Array {
  const { node, floats, shape, indices, finish } = createGraphBuilder();
  const side = AREAL_SIDE;
  const { rings, angles, harmonics } = AREAL;

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
  const terms = 9;
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

  // Fourier coefficients along the rings, each harmonic of unit mean square over the rings.
  const phase = (place: number, h: number) => (2 * Math.PI * place * (AREAL.firstHarmonic + h)) / angles;
  const cosK = floats(
    "cos_k",
    [angles, harmonics],
    tabulate(angles, harmonics, (j, h) => Math.cos(phase(j, h))),
  );
  const sinK = floats(
    "sin_k",
    [angles, harmonics],
    tabulate(angles, harmonics, (j, h) => Math.sin(phase(j, h))),
  );
  const rawCos = node("MatMul", [speckle, cosK]);
  const rawSin = node("MatMul", [speckle, sinK]);
  const energy = node("ReduceMean", [node("Add", [node("Mul", [rawCos, rawCos]), node("Mul", [rawSin, rawSin])])], {
    axes: [0],
  });
  const size = node("Sqrt", [node("Add", [energy, floats("tiny_energy", [1], [1e-3])])]);
  const c = node("Div", [rawCos, size]);
  const s = node("Div", [rawSin, size]);

  // Products of two rings: (c_i - i s_i)(c_j + i s_j).
  const pairs = listRingPairs();
  const firstRings = indices("first_rings", [pairs.first.length], pairs.first);
  const secondRings = indices("second_rings", [pairs.second.length], pairs.second);
  const pick = (from: string, which: string) => node("Gather", [from, which], { axis: 0 });
  const [ci, si, cj, sj] = [pick(c, firstRings), pick(s, firstRings), pick(c, secondRings), pick(s, secondRings)];
  const inPhase = node("Add", [node("Mul", [ci, cj]), node("Mul", [si, sj])]);
  const quadrature = node("Sub", [node("Mul", [ci, sj]), node("Mul", [si, cj])]);
  const invariants = node("Reshape", [node("Concat", [inPhase, quadrature], { axis: 0 }), "flat"]);

  // 256 numbers of unit length. The floor leaves an empty mark's vector short, so that it is noticed and not used.
  const sketch = createSketch(AREAL_INVARIANTS, AREAL.sketchSeed);
  const table = [sketch.rows, EMBEDDING_LENGTH];
  const dealt = node("Mul", [
    node("Gather", [invariants, indices("sketch_source", table, sketch.source)], { axis: 0 }),
    floats("sketch_sign", table, sketch.sign),
  ]);
  const vector = node("ReduceSum", [dealt, "first_axis"], { keepdims: 1 });
  const length = node("Sqrt", [node("ReduceSum", [node("Mul", [vector, vector])])]);
  return finish({
    name: "areal-spectrum-sketch",
    version: 1,
    input: { name: input, dims: AREAL_DIMS },
    output: node("Div", [vector, node("Max", [length, "one"])]),
    outputName: output,
    outputDims: [1, EMBEDDING_LENGTH],
  });
}
