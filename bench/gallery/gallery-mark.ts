/**
 * Prepared breech faces that no firearm made, drawn directly in the band in which they are compared: the same class, calibre, pitch,
 * shape and roughness as real ones, and fast enough for a hundred thousand. Mark `index` is the same at every call, on every
 * thread, so that its vector, its sweep record and the mark itself can each be made when it is needed.
 */
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import type { Kernels } from "../../src/analysis/kernels/kernels.ts";
import { createRandom, type Random } from "../../src/analysis/random.ts";
import { drawGalleryOutline } from "./gallery-outline.ts";
import { GALLERY_TEXTURES, type GalleryTexture, RING_WAVES } from "./gallery-texture.ts";

/** Goes into every record made of these marks: another version is another gallery. */
export const GALLERY_VERSION = 1;

const { pitch: PITCH } = BREECH_FACE_CELLS;
/** Points a side of a field; 4.05 mm, wider than any mark. A size of the kernels' transforms. */
const SIDE = 324;
/** Metres; shorter waves hold less than a thousandth of the power and are left out. */
const SHORTEST = 28e-6;
/** One mark in eight is of a face that was milled along one direction. */
const MILLED = 1 / 8;
const MILLED_DIRECTION = 0.8;
/** Metres over which a rim lifts, and by how much at most (in root mean squares): what filters leave beside an edge. */
const RIM_LENGTH = 60e-6;
const RIM_LIFT = 0.35;
/** Points: .8 square millimetres, less than half of the least of the real marks. What is drawn smaller is drawn again. */
const LEAST_POINTS = 5_000;
/** The relief is this much lower at the aperture than at the primer's edge. */
const RISE = 0.25;

/** The waves that are drawn, one entry each: where their coefficients stand, and what decides their amplitudes. */
interface Waves {
  readonly at: Int32Array;
  /** Place among `RING_WAVES`, and logarithm (base 2) of the wavelength over 100 um. */
  readonly ring: Float32Array;
  readonly octave: Float32Array;
  /** Of twice the angle at which they run. */
  readonly cosine: Float32Array;
  readonly sine: Float32Array;
}

function listWaves(): Waves {
  const list: { at: number; x: number; y: number; length: number }[] = [];
  for (let row = 0, at = 0; row < SIDE; row++) {
    const y = row < SIDE / 2 ? row : row - SIDE;
    for (let column = 0; column < SIDE; column++, at++) {
      const x = column < SIDE / 2 ? column : column - SIDE;
      const length = (SIDE * PITCH) / Math.hypot(x, y);
      if (length >= SHORTEST && length <= 2 * RING_WAVES[0]) list.push({ at, x, y, length });
    }
  }
  return {
    at: Int32Array.from(list, ({ at }) => at),
    ring: Float32Array.from(list, ({ length }) => placeInRings(length)),
    octave: Float32Array.from(list, ({ length }) => Math.log2(length / 100e-6)),
    cosine: Float32Array.from(list, ({ x, y }) => Math.cos(2 * Math.atan2(y, x))),
    sine: Float32Array.from(list, ({ x, y }) => Math.sin(2 * Math.atan2(y, x))),
  };
}

/** Index among `RING_WAVES`, with its fraction, on a logarithmic scale. */
function placeInRings(length: number): number {
  const next = RING_WAVES.findIndex((wave) => wave <= length);
  if (next === 0) return 0;
  if (next < 0) return RING_WAVES.length - 1;
  return next - Math.log(length / RING_WAVES[next]) / Math.log(RING_WAVES[next - 1] / RING_WAVES[next]);
}

/** Amplitude a wave for a texture. */
function listAmplitudes(waves: Waves, { power }: GalleryTexture): Float32Array {
  return waves.ring.map((ring, i) => {
    const octave = waves.octave[i];
    const below = Math.min(power.length - 2, Math.floor(ring));
    const logarithm = Math.log(power[below]) + (ring - below) * Math.log(power[below + 1] / power[below]);
    // Beyond the longest wave the filters leave ever less.
    const beyond = Math.max(0, octave - Math.log2(RING_WAVES[0] / 100e-6));
    return Math.exp(logarithm / 2 - 2 * beyond);
  });
}

/**
 * Makes marks by their index, 0 and up. Not for two threads at once. One transform gives two fields that have nothing in common, its
 * real and its imaginary part: marks 2k and 2k + 1, made together and kept until another pair is asked for.
 */
export function createGallery(kernels: Kernels): (index: number) => PreparedMark {
  const waves = listWaves();
  const amplitudes = GALLERY_TEXTURES.map((texture) => listAmplitudes(waves, texture));
  let kept: { pair: number; marks: readonly PreparedMark[] } | null = null;

  function drawFields(random: Random, family: number): [Float32Array, Float32Array] {
    const texture = GALLERY_TEXTURES[family];
    const milled = random.uniform() < MILLED;
    const strength = Math.min(0.95, milled ? MILLED_DIRECTION : Math.abs(texture.direction * random.normal()));
    const course = 2 * Math.PI * random.uniform();
    const [along, across] = [strength * Math.cos(course), strength * Math.sin(course)];
    const tilt = (texture.tilt * random.normal()) / 2;
    return kernels.scope(() => {
      const plane = { re: kernels.take(SIDE * SIDE).fill(0), im: kernels.take(SIDE * SIDE).fill(0) };
      const even = amplitudes[family];
      for (let i = 0; i < even.length; i++) {
        const directed = Math.sqrt(1 + along * waves.cosine[i] + across * waves.sine[i]);
        const amplitude = even[i] * directed * (1 + tilt * waves.octave[i]);
        // Uniform numbers will do: every point of the field is a sum of thousands of them.
        const at = waves.at[i];
        plane.re[at] = amplitude * (random.uniform() - 0.5);
        plane.im[at] = amplitude * (random.uniform() - 0.5);
      }
      kernels.forward(plane, SIDE);
      return [Float32Array.from(plane.re), Float32Array.from(plane.im)];
    });
  }

  return (index) => {
    const pair = index >> 1;
    if (kept?.pair !== pair) {
      const random = createRandom(GALLERY_VERSION * 1_000_003_000_000 + pair);
      const family = random.integer(GALLERY_TEXTURES.length);
      const fields = drawFields(random, family);
      const marks = fields.map((field) => finishMark(field, GALLERY_TEXTURES[family], random));
      kept = { pair, marks };
    }
    return kept.marks[index & 1];
  };
}

/** Cuts a field to a mark's outline, with what edges and contact do to its heights. */
function finishMark(field: Float32Array, texture: GalleryTexture, random: Random): PreparedMark {
  let squares = 0;
  for (let i = 0; i < field.length; i++) squares += field[i] * field[i];
  const scale = 1 / Math.sqrt(squares / field.length);
  let cut = cutField(field, scale, texture, random);
  while (cut.count < LEAST_POINTS) cut = cutField(field, scale, texture, random);
  const grid = { width: cut.side, height: cut.side, incrementX: PITCH, incrementY: PITCH };
  return {
    preparation: BREECH_FACE_CELLS.preparation,
    preparationVersion: BREECH_FACE_CELLS.preparationVersion,
    region: "BreechFace",
    surface: { ...grid, values: cut.values, kind: "topography" },
    profile: null,
    scaleKnown: true,
  };
}

function cutField(field: Float32Array, scale: number, texture: GalleryTexture, random: Random) {
  const outline = drawGalleryOutline(texture, random);
  const rim = [RIM_LIFT * random.uniform(), RIM_LIFT * random.normal()] as const;
  const { half } = outline;
  const side = 2 * half;
  const values = new Float32Array(side * side).fill(Number.NaN);
  let [count, squares] = [0, 0];
  for (let row = 0, at = 0; row < side; row++) {
    const y = (row - half + 0.5) * PITCH;
    for (let column = 0; column < side; column++, at++) {
      const x = (column - half + 0.5) * PITCH;
      const toOuter = outline.measureToRim(x, y);
      if (toOuter <= 0) continue;
      const toAperture = outline.measureToAperture(x, y);
      if (toAperture <= 0) continue;
      const wave = shapeHeight(scale * field[row * SIDE + column], texture);
      const rise = 1 + RISE * (toAperture / (toOuter + toAperture) - 0.5);
      const value = rise * wave + liftRim(rim, toOuter, toAperture);
      values[at] = value;
      squares += value * value;
      count++;
    }
  }
  // As the preparation leaves a mark: of root mean square 1.
  const unit = 1 / Math.sqrt(squares / Math.max(1, count));
  for (let at = 0; at < values.length; at++) values[at] *= unit;
  outline.punch(values, side);
  return { values, side, count };
}

/** Gives a normal value the texture's third and fourth moment (the first terms of Cornish and Fisher's expansion, 1938). */
function shapeHeight(value: number, { skew, excess }: GalleryTexture): number {
  return value + (skew / 6) * (value * value - 1) + (excess / 24) * (value * value * value - 3 * value);
}

function liftRim(rim: readonly [number, number], toOuter: number, toAperture: number): number {
  return fallOff(rim[0], toOuter) + fallOff(rim[1], toAperture);
}

/** Nothing is left of a lift some five lengths off. */
function fallOff(lift: number, distance: number): number {
  return distance > 5 * RIM_LENGTH ? 0 : lift * Math.exp(-distance / RIM_LENGTH);
}
