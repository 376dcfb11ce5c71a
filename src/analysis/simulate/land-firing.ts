/** A topography of one land engraved area, as an instrument would deliver it: striae run down the rows. */
import { createRandom, type Random } from "../random.ts";
import type { Surface } from "../surface.ts";
import type { SimulatedFirearm } from "./firearm.ts";
import { createNoiseGrid, createNoiseProfile, sampleProfile } from "./noise-field.ts";

export interface LandFiringOptions {
  /** Metres between points; default 2 um. */
  readonly pitch?: number;
  /** Adds a patch of tank rash (marks of the recovery tank that destroy the striae); default false. */
  readonly tankRash?: boolean;
  /** Pits and particles strewn over the land, that many; default 0. */
  readonly pits?: number;
  /** Share of the rows, from the last one up, over which the striae fade into a torn base; default 0. */
  readonly decay?: number;
  /** Radians by which the scan leaves the striae leaning, positive for a right twist; default 0, the stage being turned. */
  readonly lean?: number;
  /** Metres by which the land lies off the scan's centre; default random within 60 um. */
  readonly shift?: number;
}

/** Metres. Scan 1.9 mm across: a land and the start of both grooves; 0.5 mm along the bullet. */
const SCAN_WIDTH = 1.9e-3;
const SCAN_HEIGHT = 0.5e-3;
/** Metres. Radius of a 9 mm bullet; the crown of a land is then 45 to 65 um high. */
const BULLET_RADIUS = 4.5e-3;
/** Metres, root mean square over 6-384 um: striae of jacketed 9 mm bullets in levelled public scans. */
const STRIA_HEIGHT = 1.5e-6;
/** Metres. Striae of this firing alone (debris, wear) and grain of the jacket. */
const OWN_STRIA_HEIGHT = 0.5e-6;
const GRAIN_HEIGHT = 0.12e-6;
const INSTRUMENT_NOISE = 0.05e-6;
/** Metres. A groove lies this much higher on the bullet than the land beside it, over a flank this wide. */
const SHOULDER_HEIGHT = 60e-6;
const SHOULDER_WIDTH = 35e-6;
const OUTLIER_SHARE = 3e-4;
const OUTLIER_HEIGHT = 10e-6;

/** Which points the recovery tank has scraped, 0..1: one elliptical patch over a fifth of the land. */
function createTankRash(random: Random, landWidth: number): (x: number, y: number) => number {
  const centreX = landWidth * 0.35 * (2 * random.uniform() - 1);
  const centreY = SCAN_HEIGHT * 0.3 * (2 * random.uniform() - 1);
  const radiusX = landWidth * (0.1 + 0.06 * random.uniform());
  const radiusY = SCAN_HEIGHT * (0.3 + 0.2 * random.uniform());
  return (x, y) => {
    const distance = Math.hypot((x - centreX) / radiusX, (y - centreY) / radiusY);
    return 1 / (1 + Math.exp(12 * (distance - 1)));
  };
}

/** Metres off the surface that pits (down) and particles (up) make: caps 15 to 40 um in radius. */
function createPits(random: Random, count: number, landWidth: number): (x: number, y: number) => number {
  const caps = Array.from({ length: count }, () => ({
    x: landWidth * (random.uniform() - 0.5),
    y: SCAN_HEIGHT * (random.uniform() - 0.5),
    radius: 15e-6 + 25e-6 * random.uniform(),
    height: (random.uniform() < 0.5 ? -1 : 1) * (4e-6 + 8e-6 * random.uniform()),
  }));
  return (x, y) => {
    let sum = 0;
    for (const cap of caps) {
      const square = ((x - cap.x) ** 2 + (y - cap.y) ** 2) / cap.radius ** 2;
      if (square < 1) sum += cap.height * Math.sqrt(1 - square);
    }
    return sum;
  };
}

/**
 * Fires once and scans land `land` (0 .. number of lands - 1; else a RangeError). Returns a topography in metres, x
 * across the land, NaN where data is missing. Striae run within 2 degrees of the rows' direction (unless `lean` says otherwise) and their scale
 * across differs by up to 0.5 % between firings (upset of the bullet).
 */
export function simulateLandFiring(
  firearm: SimulatedFirearm,
  land: number,
  firingSeed: number,
  options: LandFiringOptions = {},
): Surface {
  const engraved = firearm.lands[land];
  if (!engraved) throw new RangeError(`the firearm has ${firearm.lands.length} lands; there is no land ${land}`);
  const random = createRandom(firearm.seed * 1_000_003 + firingSeed * 8_191 + land + 0x4c4541);
  const pitch = options.pitch ?? 2e-6;
  const width = Math.round(SCAN_WIDTH / pitch);
  const height = Math.round(SCAN_HEIGHT / pitch);
  const drawnShift = 60e-6 * (2 * random.uniform() - 1);
  const shift = options.shift ?? drawnShift;
  const shear = 0.035 * (2 * random.uniform() - 1) + Math.tan(options.lean ?? 0);
  const scale = 1 + 0.005 * (2 * random.uniform() - 1);
  const tiltX = 0.02 * (2 * random.uniform() - 1);
  const tiltY = 0.01 * (2 * random.uniform() - 1);
  const ownStriae = createNoiseProfile(random, width, pitch, { shortest: 6e-6, longest: 192e-6 });
  // Where the barrel pressed less, the striae fade: patches of a fifth of a millimetre and more.
  const pressure = createNoiseGrid(random, width, height, pitch, { shortest: 200e-6, longest: 600e-6 });
  const grain = createNoiseGrid(random, width, height, pitch, { shortest: 6e-6, longest: 48e-6, hurst: 0.2 });
  const rash = options.tankRash ? createTankRash(random, engraved.width) : () => 0;
  const scratches = options.tankRash
    ? createNoiseGrid(random, width, height, pitch, { shortest: 12e-6, longest: 96e-6 })
    : grain;
  const pits = createPits(random, options.pits ?? 0, engraved.width);
  const torn = options.decay
    ? createNoiseGrid(random, width, height, pitch, { shortest: 12e-6, longest: 192e-6 })
    : grain;

  const values = new Float32Array(width * height).fill(Number.NaN);
  for (let row = 0, i = 0; row < height; row++) {
    const y = (row - (height - 1) / 2) * pitch;
    const kept = options.decay ? Math.min(1, (height - row) / (options.decay * height)) : 1;
    for (let column = 0; column < width; column++, i++) {
      const u = (column - (width - 1) / 2) * pitch - shift - shear * y;
      const beyond = Math.abs(u) - engraved.width / 2;
      const shoulder = 1 / (1 + Math.exp(-(4 * (beyond - SHOULDER_WIDTH / 2)) / SHOULDER_WIDTH));
      // The flank of the shoulder is steep: a third of its points send no light back.
      if (shoulder > 0.1 && shoulder < 0.9 && random.uniform() < 0.35) continue;
      if (random.uniform() < 0.004) continue;
      // Grooves are not engraved: nothing of the land's striae is there.
      const engraving = (1 - shoulder) * Math.min(1, Math.max(0.15, 0.85 + 0.35 * pressure[i]));
      const scraped = rash(u, y);
      const striae = STRIA_HEIGHT * sampleProfile(engraved.striae, engraved.pitch, u * scale);
      const own = OWN_STRIA_HEIGHT * sampleProfile(ownStriae, pitch, u) + (1 - kept) * STRIA_HEIGHT * torn[i];
      values[i] =
        -(u * u) / (2 * BULLET_RADIUS) +
        tiltX * u +
        tiltY * y +
        SHOULDER_HEIGHT * shoulder +
        (1 - scraped) * (kept * engraving * striae + own) +
        pits(u, y) +
        scraped * 6e-6 * scratches[i] +
        GRAIN_HEIGHT * grain[i] +
        INSTRUMENT_NOISE * random.normal() +
        (random.uniform() < OUTLIER_SHARE ? OUTLIER_HEIGHT * random.normal() : 0);
    }
  }
  return { width, height, incrementX: pitch, incrementY: pitch, values, kind: "topography" };
}

/**
 * Scans all lands of one bullet in the order of rotation, starting at a land drawn by the seed, as nobody knows which
 * land an examiner calls the first: element i is land `(phase + i) % lands`.
 */
export function simulateBulletFiring(firearm: SimulatedFirearm, firingSeed: number, options: LandFiringOptions = {}) {
  const count = firearm.lands.length;
  const phase = createRandom(firearm.seed * 1_000_003 + firingSeed + 0x42554c).integer(count);
  return firearm.lands.map((_, i) => simulateLandFiring(firearm, (phase + i) % count, firingSeed, options));
}

/**
 * Scans a recovered bullet: as `simulateBulletFiring`, but `missing` lands drawn by the seed are null, since the bullet broke up or lost
 * them.
 */
export function simulateRecoveredBullet(
  firearm: SimulatedFirearm,
  firingSeed: number,
  options: LandFiringOptions & { readonly missing: number },
): (Surface | null)[] {
  const random = createRandom(firearm.seed * 1_000_003 + firingSeed + 0x4d495353);
  const lands: (Surface | null)[] = simulateBulletFiring(firearm, firingSeed, options);
  for (let left = Math.min(options.missing, lands.length); left > 0; ) {
    const land = random.integer(lands.length);
    if (lands[land] === null) continue;
    lands[land] = null;
    left--;
  }
  return lands;
}
