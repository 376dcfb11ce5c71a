/** A topography of the breech face mark that one firing leaves on a primer, as an instrument would deliver it. */
import { createRandom, type Random } from "../random.ts";
import type { Surface } from "../surface.ts";
import type { SimulatedFirearm } from "./firearm.ts";
import { createNoiseGrid, sampleField } from "./noise-field.ts";

export interface BreechFaceFiringOptions {
  /** Metres between points; default 6.25 um, the pitch of the public breech-face scans. */
  readonly pitch?: number;
  /** Radians by which the firearm's texture lies turned in the scan; default random over the full circle. */
  readonly rotation?: number;
  /** Metres by which the mark lies off the scan's centre; default random within 0.15 mm. */
  readonly shiftX?: number;
  readonly shiftY?: number;
  /** How far the primer met the breech face, 0 (hardly) .. 1 (everywhere); default random .65 to 1. */
  readonly contact?: number;
}

/** Metres. Instruments of this field (confocal, focus variation) repeat heights to about 50-100 nm at this pitch. */
const INSTRUMENT_NOISE = 0.08e-6;
/** Share of points that are wild, and how far: reflections read as peaks of several micrometres. */
const OUTLIER_SHARE = 4e-4;
const OUTLIER_HEIGHT = 12e-6;
/** Points missing in patches (too dark, too steep): 2.17 standard deviations leave 1.5 % above them. And singly. */
const PATCH_THRESHOLD = 2.17;
const POINT_SHARE = 0.003;
/** Metres. The primer's own surface, where the breech face did not reach it and a little of it everywhere. */
const PRIMER_ROUGHNESS = 0.65e-6;
const PRIMER_TRACE = 0.3;
/** Metres. Shift of the firearm's texture against the primer's centre: the cartridge's play in the chamber. */
const CHAMBER_PLAY = 60e-6;
/** Metres of clear border around the mark. */
const BORDER = 0.2e-3;

type Form = (x: number, y: number, radius: number, fromAperture: number) => number;

/** Height of what all breech-face marks share: tilt, bow, flow-back at the aperture, rounded primer edge. */
function createForm(random: Random, outerRadius: number): Form {
  // Up to 0.4 degrees of tilt and 6 um of bow remain after an operator has levelled the stage by eye.
  const tiltX = 0.007 * (2 * random.uniform() - 1);
  const tiltY = 0.007 * (2 * random.uniform() - 1);
  const bow = 6e-6 * (2 * random.uniform() - 1);
  const rim = 5e-6 * random.uniform();
  return (x, y, radius, fromAperture) =>
    tiltX * x +
    tiltY * y +
    bow * (radius / outerRadius) ** 2 +
    rim * Math.exp(-fromAperture / 60e-6) -
    8e-6 * Math.exp((radius - outerRadius) / 50e-6);
}

/** How fully the texture is impressed at each point, 0..1: smooth patches, as brass meets steel unevenly. */
function createContact(random: Random, size: number, pitch: number, contact: number): Float32Array {
  const patches = createNoiseGrid(random, size, size, pitch, { shortest: 0.3e-3, longest: 1.2e-3 });
  // The logistic curve turns noise of rms 1 into patches; the bias moves the share that is in touch.
  const bias = 4 * (contact - 0.5);
  return patches.map((value) => 1 / (1 + Math.exp(-3 * (value + bias))));
}

/** A ragged aperture: its radius by angle, as flow-back is uneven. */
function createApertureEdge(random: Random, radius: number): (angle: number) => number {
  const waves = [2, 3, 5, 8].map((k) => ({
    k,
    size: (0.03 * random.normal()) / k,
    phase: 2 * Math.PI * random.uniform(),
  }));
  return (angle) =>
    radius * (1 + waves.reduce((sum, { k, size, phase }) => sum + size * Math.cos(k * angle + phase), 0));
}

interface Placement {
  readonly rotation: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly playX: number;
  readonly playY: number;
}

function drawPlacement(random: Random, options: BreechFaceFiringOptions): Placement {
  // Drawn whether used or not: a given option must not change the rest of the firing.
  const rotation = 2 * Math.PI * random.uniform() - Math.PI;
  const shiftX = 0.15e-3 * (2 * random.uniform() - 1);
  const shiftY = 0.15e-3 * (2 * random.uniform() - 1);
  return {
    rotation: options.rotation ?? rotation,
    shiftX: options.shiftX ?? shiftX,
    shiftY: options.shiftY ?? shiftY,
    playX: CHAMBER_PLAY * (2 * random.uniform() - 1),
    playY: CHAMBER_PLAY * (2 * random.uniform() - 1),
  };
}

/**
 * Fires once. Returns a topography in metres, NaN outside the annulus between aperture and primer edge and where data
 * is missing. A point p of the firearm's frame lies at `R(rotation) * p + shift` from the scan's centre. The same
 * firearm, seed and options give the same bytes; another seed is another firing of this firearm.
 */
export function simulateBreechFaceFiring(
  firearm: SimulatedFirearm,
  firingSeed: number,
  options: BreechFaceFiringOptions = {},
): Surface {
  const random = createRandom(firearm.seed * 1_000_003 + firingSeed);
  const pitch = options.pitch ?? 6.25e-6;
  const place = drawPlacement(random, options);
  const contact = options.contact ?? 0.65 + 0.35 * random.uniform();
  const outerRadius = 1.75e-3 + 0.25e-3 * random.uniform();
  const form = createForm(random, outerRadius);
  const apertureEdge = createApertureEdge(random, firearm.apertureRadius);
  const size = 2 * Math.ceil((outerRadius + BORDER) / pitch);
  const met = createContact(random, size, pitch, contact);
  const primer = createNoiseGrid(random, size, size, pitch, { shortest: 16e-6, longest: 256e-6, hurst: 0.4 });
  const patches = createNoiseGrid(random, size, size, pitch, { shortest: 60e-6, longest: 240e-6 });

  const cos = Math.cos(place.rotation);
  const sin = Math.sin(place.rotation);
  const values = new Float32Array(size * size).fill(Number.NaN);
  for (let row = 0, i = 0; row < size; row++) {
    const y = (row - (size - 1) / 2) * pitch - place.shiftY;
    for (let column = 0; column < size; column++, i++) {
      const x = (column - (size - 1) / 2) * pitch - place.shiftX;
      const radius = Math.hypot(x - place.playX, y - place.playY);
      if (radius > outerRadius) continue;
      // The firearm's own frame.
      const u = cos * x + sin * y;
      const v = cos * y - sin * x;
      const fromAperture = Math.hypot(u - firearm.apertureX, v - firearm.apertureY) - apertureEdge(Math.atan2(v, u));
      if (fromAperture < 0) continue;
      // One point in two on the steep flank of the flow-back sends no light back.
      if (fromAperture < 25e-6 && random.uniform() < 0.5) continue;
      if (patches[i] > PATCH_THRESHOLD || random.uniform() < POINT_SHARE) continue;
      const texture = sampleField(firearm.breechFace, u, v);
      const depth = met[i];
      values[i] =
        depth * texture +
        PRIMER_ROUGHNESS * (1 - depth + PRIMER_TRACE * depth) * primer[i] +
        form(x, y, radius, fromAperture) +
        INSTRUMENT_NOISE * random.normal() +
        (random.uniform() < OUTLIER_SHARE ? OUTLIER_HEIGHT * random.normal() : 0);
    }
  }
  return { width: size, height: size, incrementX: pitch, incrementY: pitch, values, kind: "topography" };
}
