/** Renders a topography as a camera would see it under a microscope's light: simulated 2D evidence. */
import { createRandom } from "../random.ts";
import type { Surface } from "../surface.ts";

export interface SimulatedLight {
  /** A ring lights from all sides alike; a side light comes from one azimuth. */
  readonly kind: "ring" | "side";
  /** Radians above the surface; default 60 degrees for a ring, 65 for a side light. */
  readonly elevation?: number;
  /** Radians, side light only: the direction from which the light comes, x to the right, y down; default 0. */
  readonly azimuth?: number;
  /** Adds grain of a camera, standard deviation in grey values 0..1, drawn by `noiseSeed`; default .01. */
  readonly noise?: number;
  readonly noiseSeed?: number;
}

/** Share of light that metal scatters in all directions: hardly any; the rest is a lobe around the mirror direction. */
const DIFFUSE = 0.01;
/** Exponent of Blinn and Phong's lobe: satin brass, a lobe about 10 degrees wide. */
const SHININESS = 120;
/** Grey value to which the exposure brings the mean facet. */
const EXPOSURE = 0.4;
/** Azimuths by which the ring is summed: enough for a lobe of that width. */
const RING_STEPS = 24;

/** Light that a facet of slopes (p, q) sends to a camera above, from a lamp at (azimuth, elevation); 0..1. */
function shade(p: number, q: number, azimuth: number, elevation: number): number {
  const length = Math.sqrt(1 + p * p + q * q);
  const lx = Math.cos(elevation) * Math.cos(azimuth);
  const ly = Math.cos(elevation) * Math.sin(azimuth);
  const lz = Math.sin(elevation);
  const lambert = (-p * lx - q * ly + lz) / length;
  if (lambert <= 0) return 0;
  // The half vector between lamp and camera (0, 0, 1) decides the highlight.
  const half = Math.sqrt(lx * lx + ly * ly + (1 + lz) * (1 + lz));
  const highlight = Math.max(0, (-p * lx - q * ly + 1 + lz) / (half * length));
  return DIFFUSE * lambert + (1 - DIFFUSE) * highlight ** SHININESS;
}

/** A ring shows only how steep a facet is, not where it faces: one table over the slope, 0 .. 2. */
function createRingTable(elevation: number): (p: number, q: number) => number {
  const steps = 2048;
  const table = Float32Array.from({ length: steps + 1 }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < RING_STEPS; k++) sum += shade((2 * i) / steps, 0, (2 * Math.PI * k) / RING_STEPS, elevation);
    return sum / RING_STEPS;
  });
  return (p, q) => table[Math.min(steps, Math.round((Math.hypot(p, q) / 2) * steps))];
}

/**
 * Renders `surface` (a topography in metres) under `light`. Returns grey values 0..1 on the same grid, NaN where the
 * height or a neighbour is missing. Shading after Blinn and Phong; no cast shadows, which relief of a few micrometres
 * hardly throws. A surface that is not a topography is a RangeError.
 */
export function renderReflectance(surface: Surface, light: SimulatedLight): Surface {
  if (surface.kind !== "topography") throw new RangeError("only a topography can be rendered");
  const { width, height, values, incrementX, incrementY } = surface;
  const elevation = light.elevation ?? ((light.kind === "ring" ? 60 : 65) * Math.PI) / 180;
  const azimuth = light.azimuth ?? 0;
  const facet =
    light.kind === "ring" ? createRingTable(elevation) : (p: number, q: number) => shade(p, q, azimuth, elevation);
  const grey = new Float32Array(values.length).fill(Number.NaN);
  let sum = 0;
  let lit = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const p = (values[i + 1] - values[i - 1]) / (2 * incrementX);
      const q = (values[i + width] - values[i - width]) / (2 * incrementY);
      if (Number.isNaN(p + q + values[i])) continue;
      grey[i] = facet(p, q);
      sum += grey[i];
      lit++;
    }
  }
  const gain = sum > 0 ? (EXPOSURE * lit) / sum : 0;
  const random = createRandom(light.noiseSeed ?? 0);
  const noise = light.noise ?? 0.01;
  for (let i = 0; i < grey.length; i++) {
    // NaN passes through both bounds.
    grey[i] = Math.min(1, Math.max(0, gain * grey[i] + noise * random.normal()));
  }
  return { ...surface, values: grey, kind: "reflectance" };
}
