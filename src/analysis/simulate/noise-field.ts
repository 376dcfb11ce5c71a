/**
 * Rough surfaces and profiles as filtered noise: white noise on lattices of falling pitch, smoothed by cubic B-splines,
 * added octave by octave. The amplitude of an octave grows as wavelength^hurst, the self-affine spectrum of machined
 * and impressed metal; 0.45 to 0.5 is what levelled breech faces show between 16 and 250 um.
 */
import type { Random } from "../random.ts";

export interface NoiseSpectrum {
  /** Shortest and longest wavelength, metres. */
  readonly shortest: number;
  readonly longest: number;
  /** Growth of the amplitude with the wavelength; default 0.5. */
  readonly hurst?: number;
}

/** A field on a square grid that can be read at any place of its frame; the origin is the grid's centre. */
export interface NoiseField {
  readonly size: number;
  /** Metres between grid points. */
  readonly pitch: number;
  readonly values: Float32Array;
}

interface SplineTap {
  readonly first: number;
  readonly weights: readonly [number, number, number, number];
}

/** Weights of the four lattice points around each grid point, for a lattice of `step` grid points. */
function createSplineTaps(size: number, step: number): SplineTap[] {
  return Array.from({ length: size }, (_, i) => {
    const place = i / step;
    const first = Math.floor(place);
    const t = place - first;
    const s = 1 - t;
    return {
      first,
      weights: [
        (s * s * s) / 6,
        (3 * t * t * t - 6 * t * t + 4) / 6,
        (3 * s * s * s - 6 * s * s + 4) / 6,
        (t * t * t) / 6,
      ],
    };
  });
}

/** Octaves from the longest wavelength to the shortest with their amplitudes (a relative measure). */
function listOctaves(spectrum: NoiseSpectrum): { wavelength: number; amplitude: number }[] {
  const octaves: { wavelength: number; amplitude: number }[] = [];
  for (let wavelength = spectrum.longest; wavelength >= spectrum.shortest * 0.999; wavelength /= 2) {
    octaves.push({ wavelength, amplitude: wavelength ** (spectrum.hurst ?? 0.5) });
  }
  return octaves;
}

/** Scales values in place to mean 0 and root mean square 1. */
export function standardise(values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const scale = 1 / Math.sqrt(squares / values.length || 1);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - mean) * scale;
  return values;
}

/**
 * Adds one octave: white noise on a lattice of half the wavelength (the lattice's Nyquist wavelength), as rows x columns.
 * Unit variance is restored by the caller over all octaves, so each lattice is scaled to its spline's mean gain here.
 */
function addOctave(
  random: Random,
  field: Float32Array,
  width: number,
  height: number,
  step: number,
  amplitude: number,
) {
  const columns = Math.floor((width - 1) / step) + 4;
  const rows = height === 1 ? 1 : Math.floor((height - 1) / step) + 4;
  const lattice = new Float32Array(columns * rows);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.normal() * amplitude;
  const tapsX = createSplineTaps(width, step);
  const tapsY = createSplineTaps(height, step);
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    if (height === 1) line.set(lattice);
    else {
      const { first, weights } = tapsY[y];
      for (let c = 0; c < columns; c++) {
        const at = first * columns + c;
        line[c] =
          weights[0] * lattice[at] +
          weights[1] * lattice[at + columns] +
          weights[2] * lattice[at + 2 * columns] +
          weights[3] * lattice[at + 3 * columns];
      }
    }
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const { first, weights } = tapsX[x];
      field[row + x] +=
        weights[0] * line[first] +
        weights[1] * line[first + 1] +
        weights[2] * line[first + 2] +
        weights[3] * line[first + 3];
    }
  }
}

/** Creates a width x height field of mean 0 and root mean square 1 at `pitch` metres. */
export function createNoiseGrid(
  random: Random,
  width: number,
  height: number,
  pitch: number,
  spectrum: NoiseSpectrum,
): Float32Array {
  const values = new Float32Array(width * height);
  for (const { wavelength, amplitude } of listOctaves(spectrum)) {
    addOctave(random, values, width, height, Math.max(1, wavelength / 2 / pitch), amplitude);
  }
  return standardise(values);
}

/** Creates a square field of `size` points a side, rms 1, that `sampleField` reads at any place. */
export function createNoiseField(random: Random, size: number, pitch: number, spectrum: NoiseSpectrum): NoiseField {
  return { size, pitch, values: createNoiseGrid(random, size, size, pitch, spectrum) };
}

/** Creates a profile of `length` samples, rms 1. */
export function createNoiseProfile(random: Random, length: number, pitch: number, spectrum: NoiseSpectrum) {
  return createNoiseGrid(random, length, 1, pitch, spectrum);
}

/** Catmull-Rom interpolation between b and c. */
function interpolateCubic(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Reads a field at x, y metres from its centre; places beyond its edge read the edge. */
export function sampleField(field: NoiseField, x: number, y: number): number {
  const { size, values } = field;
  const limit = size - 3;
  const px = Math.min(Math.max(x / field.pitch + (size - 1) / 2, 1), limit);
  const py = Math.min(Math.max(y / field.pitch + (size - 1) / 2, 1), limit);
  const column = Math.floor(px);
  const row = Math.floor(py);
  const t = px - column;
  const at = (row - 1) * size + column - 1;
  const line = (i: number) => interpolateCubic(values[i], values[i + 1], values[i + 2], values[i + 3], t);
  return interpolateCubic(line(at), line(at + size), line(at + 2 * size), line(at + 3 * size), py - row);
}

/** Reads a profile at `position` metres from its centre; places beyond its ends read the end. */
export function sampleProfile(profile: Float32Array, pitch: number, position: number): number {
  const place = Math.min(Math.max(position / pitch + (profile.length - 1) / 2, 1), profile.length - 3);
  const i = Math.floor(place);
  return interpolateCubic(profile[i - 1], profile[i], profile[i + 1], profile[i + 2], place - i);
}
