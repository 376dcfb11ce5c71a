/** Full-circle registration: at which few poses could B lie on A? Nothing is assumed about either's orientation. */

import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import type { Pose } from "../surface.ts";
import { climbPose } from "./climb-pose.ts";
import { correlateAtPose } from "./correlate-at-pose.ts";
import { mapPeaks } from "./map-peaks.ts";
import { loadMarkGrid, type MarkGrid } from "./mark-grid.ts";
import type { Peak } from "./peak-list.ts";
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
  readonly kernels: Kernels;
  readonly grid: MarkGrid;
  readonly settings: RegistrationSettings;
  /** Its spectra at all turns by transform size: a candidate larger than the query asks for a larger one. */
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
 * every shift of the mask centres within `reach`. The maps of all angles come from Fourier transforms; their highest peaks are then
 * scored exactly, with the masks in the denominator, and climbed to their summits.
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

  // Half a turn of the maps and half a point at first; only what is kept goes on by half of that.
  const climb = (modes: readonly RegistrationMode[], part: number): RegistrationMode[] => {
    const steps = { angle: (part * 2 * Math.PI) / settings.angles, shift: part * a.pitch, rounds: 1 };
    const climbed = modes.map((mode) => {
      const { pose, value } = climbPose(mode.pose, mode.strength, a.centreX, a.centreY, steps, evaluate);
      return { pose, correlation: 0, strength: value };
    });
    return climbed.sort((m, n) => n.strength - m.strength);
  };
  const near = climb(scored.slice(0, settings.modes + 2), 1 / 2).filter(({ strength }) => strength > 0);
  return climb(keepDistinct(near, a, settings), 1 / 4).map((mode) => ({
    ...mode,
    correlation: correlateAtPose(kernels, a, b, mode.pose).correlation,
  }));
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
