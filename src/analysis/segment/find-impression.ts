import { fillBytes } from "../filter/fill-values.ts";
import { type Circle, type HeadView, takeMedian } from "./head-view.ts";
import { labelComponents } from "./label-components.ts";
import { fillHoles, growMask } from "./masks.ts";

/** As shares of the primer's diameter: a dent less deep (30 um of 4.45 mm) is no impression of a firing pin. */
const LEAST_DEPTH = 0.007;
/** The impression's floor begins this share of its depth below the primer's level; its flank is added to it. */
const FLOOR = 0.25;
/** Metres a metre: flanks are steeper. */
const STEEPEST = 0.25;
/** The flank is no wider than this share of the primer's radius (0.33 mm). */
const FLANK = 0.15;
/** Areas as shares of the primer's: a pin narrower than 0.5 mm or wider than 2.5 mm is none. */
const AREA = [0.012, 0.32] as const;

export interface Impression {
  /** Impression and its flanks, drag included. */
  readonly mask: Uint8Array;
  /** Its middle and the radius of the circle with its area, in points of the view. */
  readonly circle: Circle;
  /** Metres below the primer's face. */
  readonly depth: number;
  readonly confidence: number;
}

/**
 * The firing-pin impression of a primer: the low pond about its middle and the steep flank around it. `slopes` are metres a
 * metre at each point. Null where the primer has no such pond.
 */
export function findImpression(view: HeadView, slopes: Float32Array, primer: Circle): Impression | null {
  const { width, height, values } = view;
  const face: number[] = [];
  const inner: number[] = [];
  const distances = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const x = at % width;
    distances[at] = Math.hypot(x - primer.x, (at - x) / width - primer.y) / primer.radius;
    if (Number.isNaN(values[at]) || distances[at] > 0.7) continue;
    if (distances[at] > 0.4 && slopes[at] < STEEPEST) face.push(values[at]);
    if (distances[at] < 0.55) inner.push(values[at]);
  }
  const level = takeMedian(face);
  inner.sort((a, b) => a - b);
  const floor = inner[Math.floor(0.02 * inner.length)];
  const depth = level - floor;
  if (!(depth >= LEAST_DEPTH * 2 * primer.radius * view.pitch)) return null;

  const threshold = level - FLOOR * depth;
  const low = fillBytes(values.length, (at) => (values[at] < threshold && distances[at] < 0.62 ? 1 : 0));
  const { labels, components } = labelComponents(low, width, height);
  const area = Math.PI * primer.radius ** 2;
  const pond = components
    .filter(({ count }) => count >= AREA[0] * area)
    .sort((p, q) => q.count - p.count)
    .find(({ count }) => count <= AREA[1] * area);
  if (pond === undefined) return null;

  const core = fillBytes(labels.length, (at) => (labels[at] === pond.label ? 1 : 0));
  const reach = growMask(core, width, height, FLANK * primer.radius);
  const flank = core.map((value, at) => (value === 1 || (reach[at] === 1 && slopes[at] >= STEEPEST) ? 1 : 0));
  const filled = fillHoles(flank, width, height);
  // Opened: what is joined by a thread only (a step of the aperture, a scratch) is not of it.
  const opening = 0.03 * primer.radius;
  const opened = growMask(growMask(filled, width, height, opening, true), width, height, opening);
  return describe(opened, view, primer, depth);
}

function describe(mask: Uint8Array, view: HeadView, primer: Circle, depth: number): Impression | null {
  const { labels, components } = labelComponents(mask, view.width, view.height);
  const largest = components.sort((p, q) => q.count - p.count)[0];
  if (largest === undefined) return null;
  const circle = { x: largest.centreX, y: largest.centreY, radius: Math.sqrt(largest.count / Math.PI) };
  // Pins strike near the middle of the primer; far off centre it may be a dent.
  const off = Math.hypot(circle.x - primer.x, circle.y - primer.y) / primer.radius;
  const deep = Math.min(1, depth / (2 * LEAST_DEPTH * 2 * primer.radius * view.pitch));
  return {
    mask: fillBytes(labels.length, (at) => (labels[at] === largest.label ? 1 : 0)),
    circle,
    depth,
    confidence: deep * Math.max(0, Math.min(1, 1.5 - 1.5 * off)),
  };
}
