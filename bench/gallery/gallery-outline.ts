/** Where a mark of the gallery has data: a ring or crescent between primer edge and aperture, with gaps. */
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import type { Random } from "../../src/analysis/random.ts";
import type { GalleryTexture } from "./gallery-texture.ts";

const { pitch: PITCH } = BREECH_FACE_CELLS;
/** Metres; no mark of the gallery reaches further from its centre. */
const WIDEST = 1.95e-3;
/** One mark in ten lacks what lies beyond a line: a scan cut short, a face that met half the primer. */
const CUT_SHARE = 0.1;
/** Gaps that the instrument left, at most, and their side in points. */
const GAPS = 9;
const GAP_SIDE = [3, 9] as const;

export interface GalleryOutline {
  /** Points from the centre of the grid to its border. */
  readonly half: number;
  /** Metres inside the primer's edge; not positive where there is no mark. */
  measureToRim(x: number, y: number): number;
  /** Metres outside the aperture; not positive within it. */
  measureToAperture(x: number, y: number): number;
  /** Takes the gaps out of a square of `side` points. */
  punch(values: Float32Array, side: number): void;
}

/** A circle whose radius wavers by the angle: drawn by hand, or where metal flowed. */
function drawEdge(random: Random, radius: number, ragged: number): (x: number, y: number) => number {
  const waves = [2, 3, 5, 8, 13].map((k) => ({
    k,
    size: ragged * random.normal(),
    phase: 2 * Math.PI * random.uniform(),
  }));
  const radii = Float64Array.from({ length: 360 }, (_, degree) => {
    const angle = (degree * Math.PI) / 180;
    return radius * waves.reduce((sum, { k, size, phase }) => sum + size * Math.cos(k * angle + phase), 1);
  });
  return (x, y) => radii[(Math.floor((Math.atan2(y, x) * 180) / Math.PI) + 360) % 360];
}

export function drawGalleryOutline(texture: GalleryTexture, random: Random): GalleryOutline {
  const draw = ([mean, spread]: readonly [number, number]): number => mean + spread * random.normal();
  const outerRadius = Math.min(WIDEST - 0.1e-3, draw(texture.outer));
  const apertureRadius = Math.max(0.8e-3, draw(texture.aperture));
  const offset = Math.max(0, draw(texture.offset));
  const direction = 2 * Math.PI * random.uniform();
  const [apertureX, apertureY] = [offset * Math.cos(direction), offset * Math.sin(direction)];
  const outer = drawEdge(random, outerRadius, texture.ragged);
  const aperture = drawEdge(random, apertureRadius, texture.ragged);
  const cut = random.uniform() < CUT_SHARE ? drawCut(random, outerRadius) : null;
  const half = Math.ceil(WIDEST / PITCH);
  return {
    half,
    // Most of a grid is on neither side of an edge: no angles are needed there.
    measureToRim(x, y) {
      const radius = Math.sqrt(x * x + y * y);
      return radius > 1.1 * outerRadius || cut?.(x, y) === true ? 0 : outer(x, y) - radius;
    },
    measureToAperture(x, y) {
      const [dx, dy] = [x - apertureX, y - apertureY];
      const radius = Math.sqrt(dx * dx + dy * dy);
      return radius < 0.9 * apertureRadius ? 0 : radius - aperture(dx, dy);
    },
    punch(values, side) {
      const gaps = random.integer(GAPS);
      for (let gap = 0; gap < gaps; gap++) {
        const size = GAP_SIDE[0] + random.integer(GAP_SIDE[1] - GAP_SIDE[0]);
        const left = random.integer(side - size);
        const top = random.integer(side - size);
        for (let row = top; row < top + size; row++) {
          values.fill(Number.NaN, row * side + left, row * side + left + size);
        }
      }
    },
  };
}

/** True beyond a line at a random angle, up to three tenths of the radius off the centre. */
function drawCut(random: Random, radius: number): (x: number, y: number) => boolean {
  const angle = 2 * Math.PI * random.uniform();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = radius * 0.3 * (2 * random.uniform() - 1);
  return (x, y) => cos * x + sin * y > place;
}
