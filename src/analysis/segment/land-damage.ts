/** Where a levelled land does not show its striae: tank rash, pits, particles, torn edges. */

import { findRobustScale } from "../compare/land-signal.ts";
import { fillBytes } from "../filter/fill-values.ts";
import { closeMask } from "../quality/find-outline.ts";
import type { Surface } from "../surface.ts";
import { labelComponents } from "./label-components.ts";

/** A place is damaged where it stands off the striae this many times more than the middle place does. */
const EXCESS = 4;
/** And by this much of the striae's own height there: striae that fade or shift a little are no damage. */
const STRIA_SHARE = 2.5;
/** The striae's own height counts up to this many of its robust deviations: under a large patch the profile is damaged too. */
const STRIA_LIMIT = 2;
/** Samples: gaps narrower than twice this belong to the patch around them. */
const CLOSE = 4;
/** Samples: smaller patches are the grain of the surface. */
const LEAST_PATCH = 30;
/** Half the side, in samples, of the square over which the distance from the striae is averaged. */
const HALF_SQUARE = 3;
/** Share of that square that must be missing for the place to count as not measured. */
const MISSING_SHARE = 0.6;

/** Sums over squares of half side `half`, by running sums along both directions; beyond the border there is nothing. */
function sumSquares(values: Float32Array, width: number, height: number, half: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = -half; x < width; x++) {
      if (x + half < width) sum += values[y * width + x + half];
      if (x - half - 1 >= 0) sum -= values[y * width + x - half - 1];
      if (x >= 0) across[y * width + x] = sum;
    }
  }
  const sums = new Float32Array(values.length);
  for (let x = 0; x < width; x++) {
    let sum = 0;
    for (let y = -half; y < height; y++) {
      if (y + half < height) sum += across[(y + half) * width + x];
      if (y - half - 1 >= 0) sum -= across[(y - half - 1) * width + x];
      if (y >= 0) sums[y * width + x] = sum;
    }
  }
  return sums;
}

/**
 * Marks 1 the points of a levelled land (NaN beyond its shoulders) between columns `left` and `right` that stand off the
 * land's own profile far more than the land does elsewhere, and the patches where nothing was measured; of an image the latter alone. The yardstick is the land itself.
 */
export function findDamage(
  level: Surface,
  profile: Float32Array,
  columns: { readonly left: number; readonly right: number },
): Uint8Array {
  const { width, height, values } = level;
  const distance = new Float32Array(values.length);
  const present = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const off = Math.abs(values[i] - profile[i % width]);
    if (Number.isNaN(off)) continue;
    distance[i] = off;
    present[i] = 1;
  }
  const distances = sumSquares(distance, width, height, HALF_SQUARE);
  const counts = sumSquares(present, width, height, HALF_SQUARE);
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += 7) if (present[i] === 1) sample.push(distances[i] / counts[i]);
  sample.sort((p, q) => p - q);
  const usual = sample[sample.length >> 1] ?? 0;
  const limit = STRIA_LIMIT * findRobustScale(profile);
  const striae = profile.map((_, x) => {
    let most = 0;
    for (let k = Math.max(0, x - HALF_SQUARE); k <= Math.min(width - 1, x + HALF_SQUARE); k++) {
      if (Math.abs(profile[k]) > most) most = Math.abs(profile[k]);
    }
    return Math.min(limit, most);
  });
  // In an image a bright or dark patch is as often the light on a sound surface: only what is missing is sure.
  const measured = level.kind === "topography";
  const damage = new Uint8Array(values.length);
  for (let y = 0; y < height; y++) {
    const rows = Math.min(height - 1, y + HALF_SQUARE) - Math.max(0, y - HALF_SQUARE) + 1;
    for (let x = columns.left; x < columns.right; x++) {
      const i = y * width + x;
      const span = Math.min(width - 1, x + HALF_SQUARE) - Math.max(0, x - HALF_SQUARE) + 1;
      const missing = counts[i] < (1 - MISSING_SHARE) * rows * span;
      if (missing || (measured && distances[i] / counts[i] > EXCESS * usual + STRIA_SHARE * striae[x])) damage[i] = 1;
    }
  }
  return dropSpecks(closeMask(damage, width, height, CLOSE), width, height);
}

function dropSpecks(mask: Uint8Array, width: number, height: number): Uint8Array {
  const { labels, components } = labelComponents(mask, width, height);
  return fillBytes(labels.length, (at) => (labels[at] > 0 && components[labels[at] - 1].count >= LEAST_PATCH ? 1 : 0));
}
