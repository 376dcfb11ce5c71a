/** What masks of a view are made of: 1 where a point belongs to a part. */

import { convolveSeparable } from "../filter/convolve-separable.ts";
import { fillBytes } from "../filter/fill-values.ts";
import { labelComponents } from "./label-components.ts";

export function countMarked(mask: Uint8Array): number {
  let count = 0;
  for (const value of mask) count += value;
  return count;
}

/** Adds (or, with `shrink`, takes off) a round rim of `radius` points. Beyond the border counts as neither. */
export function growMask(mask: Uint8Array, width: number, height: number, radius: number, shrink = false): Uint8Array {
  const from = shrink ? 0 : 1;
  const grown = Uint8Array.from(mask);
  const reach = Math.floor(radius);
  const spans = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.floor(Math.sqrt(radius ** 2 - (k - reach) ** 2)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (mask[at] !== from || isInner(mask, width, height, x, y, from)) continue;
      for (let dy = Math.max(-reach, -y); dy <= Math.min(reach, height - 1 - y); dy++) {
        const row = (y + dy) * width;
        const span = spans[dy + reach];
        grown.fill(from, row + Math.max(0, x - span), row + Math.min(width, x + span + 1));
      }
    }
  }
  return grown;
}

/** All four neighbours are alike: such a point adds nothing to what its neighbours on the border add. */
function isInner(mask: Uint8Array, width: number, height: number, x: number, y: number, value: number): boolean {
  const at = y * width + x;
  return (
    (x === 0 || mask[at - 1] === value) &&
    (x === width - 1 || mask[at + 1] === value) &&
    (y === 0 || mask[at - width] === value) &&
    (y === height - 1 || mask[at + width] === value)
  );
}

/** Keeps the regions of at least `share` of the largest one's points. */
export function keepLargeRegions(mask: Uint8Array, width: number, height: number, share: number): Uint8Array {
  const { labels, components } = labelComponents(mask, width, height);
  const largest = components.reduce((most, { count }) => Math.max(most, count), 0);
  return fillBytes(labels.length, (at) =>
    labels[at] > 0 && components[labels[at] - 1].count >= share * largest ? 1 : 0,
  );
}

/** Fills holes of fewer than `most` points: what cannot reach the border of the grid. */
export function fillHoles(
  mask: Uint8Array,
  width: number,
  height: number,
  most = Number.POSITIVE_INFINITY,
): Uint8Array {
  const outside = mask.map((value) => 1 - value);
  const { labels, components } = labelComponents(outside, width, height);
  return mask.map((value, at) => {
    if (value === 1) return 1;
    const hole = components[labels[at] - 1];
    return hole.touchesBorder || hole.count >= most ? 0 : 1;
  });
}

/** Takes the teeth off a mask's border: a point stays or comes in where most of its surroundings (a Gaussian) belong to the mask. */
export function smoothMask(mask: Uint8Array, width: number, height: number, deviation: number): Uint8Array {
  const radius = Math.ceil(2.5 * deviation);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-(((k - radius) / deviation) ** 2) / 2),
  );
  let sum = 0;
  for (const weight of kernel) sum += weight;
  const even = kernel.map((weight) => weight / sum);
  // Beyond the grid counts as empty; a mask that ends there keeps its points by the half of the weight that lies within.
  const blurred = convolveSeparable(new Float32Array(mask), width, height, even, even);
  const inside = convolveSeparable(new Float32Array(mask.length).fill(1), width, height, even, even);
  return fillBytes(blurred.length, (at) => (blurred[at] > 0.5 * inside[at] ? 1 : 0));
}
