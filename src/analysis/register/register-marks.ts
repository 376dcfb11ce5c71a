/** Full-circle registration: at which few poses could B lie on A? Nothing is assumed about either's orientation. */

import { chooseFourierLength } from "../kernels/fourier-length.ts";
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import type { Pose } from "../surface.ts";
import { climbPose } from "./climb-pose.ts";
import { correlateAtPose } from "./correlate-at-pose.ts";
import { loadMarkGrid, type MarkGrid } from "./mark-grid.ts";
import { poseThrough, wrapAngle } from "./pose.ts";
import { turnMark } from "./turn-mark.ts";

export interface RegistrationSettings {
  /** Angles over the full circle; even. */
  readonly angles: number;
  /** Farthest the centres of the two masks may lie apart, metres. */
  readonly reach: number;
  /** Poses at which less than this share of the smaller mark lies on the other are passed over. */
  readonly leastOverlap: number;
  /** Peaks of the correlation maps that are scored exactly, and poses that are returned. */
  readonly peaks: number;
  readonly modes: number;
}

export interface RegistrationMode {
  readonly pose: Pose;
  readonly correlation: number;
  /** correlation * sqrt(points in common): how far above chance, whatever the overlap. */
  readonly strength: number;
}

export interface RegistrationQuery {
  readonly kernels: Kernels;
  readonly grid: MarkGrid;
  readonly settings: RegistrationSettings;
  /**
   * Rotated spectra by transform size; a candidate larger than the query asks for a larger one. Spectrum k holds the turns 2k (real
   * part) and 2k + 1 (imaginary part).
   */
  readonly sets: Map<number, readonly ComplexPlane[]>;
}

/** Readies scan A; its rotated spectra are computed at the first candidate and kept for all others. */
export function createRegistrationQuery(
  kernels: Kernels,
  grid: MarkGrid,
  settings: RegistrationSettings,
): RegistrationQuery {
  return { kernels, grid, settings, sets: new Map() };
}

/**
 * The best few poses of B on A, strongest first, by masked correlation at the grids' coarse pitch over the full circle and
 * every shift of the mask centres within `reach`. The maps of all angles come from Fourier transforms without their denominator;
 * their highest peaks are then scored exactly, with the masks in the denominator, and climbed to their summits.
 */
export function registerMarks(query: RegistrationQuery, candidate: MarkGrid): RegistrationMode[] {
  const { kernels, settings } = query;
  return kernels.scope(() => {
    const a = loadMarkGrid(kernels, query.grid);
    const b = loadMarkGrid(kernels, candidate);
    const peaks = mapPeaks(query, a, b);
    return climbPeaks(kernels, a, b, peaks.distinct(settings.peaks, settings.angles), settings);
  });
}

function mapPeaks(query: RegistrationQuery, a: MarkGrid, b: MarkGrid): PeakList {
  const { kernels, settings } = query;
  // Large enough that no shift within reach meets its alias: both extents, less what may lie outside at the farthest shift.
  const extent = (a.radius + b.radius) / a.pitch;
  const size = chooseFourierLength(Math.max(extent + Math.min(settings.reach / a.pitch, extent / 3), 24));
  const spectra = provideSpectra(query, a, size);
  const spectrum = takePlane(kernels, size);
  turnMark(kernels, b, 0, 0, spectrum.re, size);
  spectrum.im.fill(0);
  kernels.forward(spectrum, size);

  const reach = Math.min(Math.floor(settings.reach / a.pitch), (size >> 1) - 2);
  // A peak needs its neighbours.
  const columns = { first: -reach - 1, count: 4 * Math.ceil((2 * reach + 3) / 4) };
  const peaks = new PeakList(settings.peaks * 4);
  const work = takePlane(kernels, size);
  const found = kernels.take(3 * (2 * reach + 1) ** 2);
  const collect = (map: Float32Array, turn: number): void => {
    const count = kernels.findLagPeaks(map, size, columns.count, reach, peaks.least, found);
    for (let i = 0; i < 3 * count; i += 3) {
      peaks.add({ turn, lagX: found[i], lagY: found[i + 1], value: found[i + 2] });
    }
  };
  for (let k = 0; k < spectra.length; k++) {
    work.re.set(spectra[k].re);
    work.im.set(spectra[k].im);
    kernels.correlate(work, work, spectrum, size, columns);
    collect(work.re, 2 * k);
    collect(work.im, 2 * k + 1);
  }
  return peaks;
}

function climbPeaks(
  kernels: Kernels,
  a: MarkGrid,
  b: MarkGrid,
  peaks: readonly Peak[],
  settings: RegistrationSettings,
): RegistrationMode[] {
  const scored: RegistrationMode[] = [];
  const leastCount = settings.leastOverlap * Math.min(a.count, b.count);
  const evaluate = (pose: Pose): number => {
    const { correlation, count } = correlateAtPose(kernels, a, b, pose);
    return count >= leastCount ? correlation * Math.sqrt(count) : 0;
  };
  for (const peak of peaks) {
    const angle = (peak.turn * 2 * Math.PI) / settings.angles;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const lagX = peak.lagX * a.pitch;
    const lagY = peak.lagY * a.pitch;
    const pose = poseThrough(
      angle,
      b.centreX,
      b.centreY,
      a.centreX + cos * lagX - sin * lagY,
      a.centreY + sin * lagX + cos * lagY,
    );
    scored.push({ pose, correlation: 0, strength: evaluate(pose) });
  }
  scored.sort((m, n) => n.strength - m.strength);

  const climbed = scored.slice(0, settings.modes * 2).map(({ pose, strength }) => {
    const steps = { angle: Math.PI / settings.angles, shift: a.pitch / 2, rounds: 2 };
    const { pose: summit, value } = climbPose(pose, strength, a.centreX, a.centreY, steps, evaluate);
    return { pose: summit, strength: value, correlation: correlateAtPose(kernels, a, b, summit).correlation };
  });
  climbed.sort((m, n) => n.strength - m.strength);
  return keepDistinct(
    climbed.filter(({ strength }) => strength > 0),
    a,
    settings,
  );
}

function provideSpectra(query: RegistrationQuery, a: MarkGrid, size: number): readonly ComplexPlane[] {
  const { kernels, settings, sets } = query;
  const known = sets.get(size);
  if (known !== undefined) return known;
  const spectra: ComplexPlane[] = [];
  kernels.scope(() => {
    const plane = takePlane(kernels, size);
    for (let turn = 0; turn < settings.angles; turn += 2) {
      turnMark(kernels, a, (turn * 2 * Math.PI) / settings.angles, 0, plane.re, size);
      turnMark(kernels, a, ((turn + 1) * 2 * Math.PI) / settings.angles, 0, plane.im, size);
      kernels.forward(plane, size);
      spectra.push({ re: plane.re.slice(), im: plane.im.slice() });
    }
  });
  sets.set(size, spectra);
  return spectra;
}

function takePlane(kernels: Kernels, size: number): ComplexPlane {
  return { re: kernels.take(size * size), im: kernels.take(size * size) };
}

interface Peak {
  readonly turn: number;
  readonly lagX: number;
  readonly lagY: number;
  readonly value: number;
}

/** The highest peaks so far, highest first. */
class PeakList {
  readonly #most: number;
  readonly #peaks: Peak[] = [];
  least = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(peak: Peak): void {
    if (peak.value <= this.least) return;
    let at = this.#peaks.length;
    while (at > 0 && this.#peaks[at - 1].value < peak.value) at--;
    this.#peaks.splice(at, 0, peak);
    if (this.#peaks.length > this.#most) this.#peaks.pop();
    if (this.#peaks.length === this.#most) this.least = this.#peaks[this.#most - 1].value;
  }

  /** Without those that a higher peak within one turn and two points explains (the lags turn with the axes, but little). */
  distinct(most: number, angles: number): Peak[] {
    const kept: Peak[] = [];
    for (const peak of this.#peaks) {
      const near = kept.some((other) => {
        const apart = Math.abs(peak.turn - other.turn);
        return (
          Math.min(apart, angles - apart) <= 1 && Math.hypot(peak.lagX - other.lagX, peak.lagY - other.lagY) <= 2.5
        );
      });
      if (!near) kept.push(peak);
      if (kept.length === most) break;
    }
    return kept;
  }
}

function keepDistinct(modes: RegistrationMode[], a: MarkGrid, settings: RegistrationSettings): RegistrationMode[] {
  const kept: RegistrationMode[] = [];
  const sameAngle = (3 * Math.PI) / settings.angles;
  for (const mode of modes) {
    const near = kept.some(
      (other) =>
        Math.abs(wrapAngle(mode.pose.angle - other.pose.angle)) < sameAngle &&
        Math.hypot(mode.pose.shiftX - other.pose.shiftX, mode.pose.shiftY - other.pose.shiftY) < 2.5 * a.pitch,
    );
    if (!near) kept.push(mode);
    if (kept.length === settings.modes) break;
  }
  return kept;
}
