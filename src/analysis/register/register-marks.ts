/** Full-circle registration: at which few poses could B lie on A? Nothing is assumed about either's orientation. */
import type { Pose } from "../surface.ts";
import { climbPose } from "./climb-pose.ts";
import { correlateAtPose } from "./correlate-at-pose.ts";
import { chooseFourierLength } from "./fourier-plan.ts";
import { type ComplexPlane, createComplexPlane, createFourierPlane, type FourierPlane } from "./fourier-plane.ts";
import type { MarkGrid } from "./mark-grid.ts";
import { poseThrough, wrapAngle } from "./pose.ts";

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
  readonly grid: MarkGrid;
  readonly settings: RegistrationSettings;
  /** Rotated spectra by transform size; a candidate larger than the query asks for a larger one. */
  readonly sets: Map<number, RotatedSpectra>;
}

interface RotatedSpectra {
  readonly plane: FourierPlane;
  /** Spectrum k holds the turns 2k (real part) and 2k + 1 (imaginary part). */
  readonly spectra: readonly ComplexPlane[];
}

/** Readies scan A; its rotated spectra are computed at the first candidate and kept for all others. */
export function createRegistrationQuery(grid: MarkGrid, settings: RegistrationSettings): RegistrationQuery {
  return { grid, settings, sets: new Map() };
}

/**
 * The best few poses of B on A, strongest first, by masked correlation at the grids' coarse pitch over the full circle and
 * every shift of the mask centres within `reach`. The maps of all angles come from Fourier transforms without their denominator;
 * their highest peaks are then scored exactly, with the masks in the denominator, and climbed to their summits.
 */
export function registerMarks(query: RegistrationQuery, b: MarkGrid): RegistrationMode[] {
  const { grid: a, settings } = query;
  const { plane, spectra } = provideSpectra(query, b);
  const size = plane.size;
  const spectrum = createComplexPlane(size);
  placeTurned(b, 0, spectrum.re, size);
  plane.forward(spectrum);

  const reach = Math.min(Math.floor(settings.reach / a.pitch), (size >> 1) - 1);
  const peaks = new PeakList(settings.peaks * 4);
  const work = createComplexPlane(size);
  for (let k = 0; k < spectra.length; k++) {
    work.re.set(spectra[k].re);
    work.im.set(spectra[k].im);
    plane.correlate(work, spectrum);
    collectPeaks(work.re, size, reach, 2 * k, peaks);
    collectPeaks(work.im, size, reach, 2 * k + 1, peaks);
  }

  const scored: RegistrationMode[] = [];
  const leastCount = settings.leastOverlap * Math.min(a.count, b.count);
  const evaluate = (pose: Pose): number => {
    const { correlation, count } = correlateAtPose(a, b, pose);
    return count >= leastCount ? correlation * Math.sqrt(count) : 0;
  };
  for (const peak of peaks.distinct(settings.peaks, settings.angles)) {
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
    return { pose: summit, strength: value, correlation: correlateAtPose(a, b, summit).correlation };
  });
  climbed.sort((m, n) => n.strength - m.strength);
  return keepDistinct(
    climbed.filter(({ strength }) => strength > 0),
    a,
    settings,
  );
}

function provideSpectra(query: RegistrationQuery, b: MarkGrid): RotatedSpectra {
  const { grid, settings, sets } = query;
  // Large enough that no shift within reach meets its alias: both extents, less what may lie outside at the farthest shift.
  const extent = (grid.radius + b.radius) / grid.pitch;
  const size = chooseFourierLength(Math.max(extent + Math.min(settings.reach / grid.pitch, extent / 3), 24));
  const known = sets.get(size);
  if (known !== undefined) return known;
  const plane = createFourierPlane(size);
  const spectra: ComplexPlane[] = [];
  for (let turn = 0; turn < settings.angles; turn += 2) {
    const spectrum = createComplexPlane(size);
    placeTurned(grid, (turn * 2 * Math.PI) / settings.angles, spectrum.re, size);
    placeTurned(grid, ((turn + 1) * 2 * Math.PI) / settings.angles, spectrum.im, size);
    plane.forward(spectrum);
    spectra.push(spectrum);
  }
  const set = { plane, spectra };
  sets.set(size, set);
  return set;
}

/** Writes the mark as seen after turning the axes by `angle` about its centre, the centre at [size/2, size/2]. */
function placeTurned(grid: MarkGrid, angle: number, target: Float32Array, size: number): void {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centreColumn = (grid.centreX - grid.originX) / grid.pitch;
  const centreRow = (grid.centreY - grid.originY) / grid.pitch;
  const half = size / 2;
  const { values, width, height } = grid;
  for (let row = 0; row < size; row++) {
    let x = cos * -half - sin * (row - half) + centreColumn;
    let y = sin * -half + cos * (row - half) + centreRow;
    for (let column = 0; column < size; column++, x += cos, y += sin) {
      if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) continue;
      const left = x | 0;
      const top = y | 0;
      const at = top * width + left;
      const fx = x - left;
      const fy = y - top;
      // Missing points are zero here: the maps only propose, and the exact score that follows knows the masks.
      const upper = values[at] + fx * (values[at + 1] - values[at]);
      const lower = values[at + width] + fx * (values[at + width + 1] - values[at + width]);
      target[row * size + column] = upper + fy * (lower - upper);
    }
  }
}

function collectPeaks(map: Float32Array, size: number, reach: number, turn: number, peaks: PeakList): void {
  for (let lagY = -reach; lagY <= reach; lagY++) {
    const row = ((lagY + size) % size) * size;
    const above = ((lagY - 1 + size) % size) * size;
    const below = ((lagY + 1 + size) % size) * size;
    const widest = Math.floor(Math.sqrt(reach * reach - lagY * lagY));
    for (let lagX = -widest; lagX <= widest; lagX++) {
      const column = (lagX + size) % size;
      const value = map[row + column];
      if (value <= peaks.least) continue;
      if (map[above + column] > value || map[below + column] > value) continue;
      if (map[row + ((column + 1) % size)] > value || map[row + ((column - 1 + size) % size)] > value) continue;
      peaks.add({ turn, lagX, lagY, value });
    }
  }
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
