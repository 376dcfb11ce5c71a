import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import type { Surface } from "../surface.ts";
import { labelComponents } from "./label-components.ts";

export interface BreechFaceRegion {
  /** The scan with everything but the breech-face mark missing. */
  readonly surface: Surface;
  /** Metres: diameter of the circle with the primer's area. Small primers measure about 4.4 mm, less at a rounded edge. */
  readonly primerDiameter: number;
  /** 0..1: how round the primer came out and how much of it is mark. */
  readonly confidence: number;
}

/** Metres. The search needs no more detail than this. */
const PITCH = 25e-6;
/** Metres between the levels of primer and surrounding gap; a scan of the mark alone has no such step. */
const LEAST_STEP = 60e-6;
const LEAST_PRIMER = 2e-3;
const LARGEST_PRIMER = 6.5e-3;
/** Metres: the primer's rounded edge and the rim of the firing-pin hole carry no breech-face mark. */
const RIM = 100e-6;
/** Metres a metre, over about 100 um: flanks of flow-back and drag are steeper, the mark's own form is not. */
const STEEPEST = 0.25;

/**
 * Finds the breech-face mark in the topography of a whole case head: the primer is the high island that the low gap around it cuts off
 * from the head, the firing-pin hole the low pond within it; the mark is the primer without the pond, rims and steep flanks.
 * Null when there is no such island: the scan shows the mark alone, or something else, and is left to its own mask.
 */
export function findBreechFace(surface: Surface): BreechFaceRegion | null {
  const small = resampleSurface(surface, PITCH);
  const { width, height, values } = small;
  const split = splitHeights(values);
  if (split === null || split.step < LEAST_STEP) return null;
  const high = Uint8Array.from(values, (z) => (z > split.threshold ? 1 : 0));
  const { labels, components } = labelComponents(high, width, height);
  const islands = components.filter((component) => !component.touchesBorder);
  const primer = islands.sort((p, q) => q.count - p.count)[0];
  if (primer === undefined) return null;

  // What is not primer and cannot reach the border lies within it: the pond, and specks.
  const outside = Uint8Array.from(labels, (label) => (label === primer.label ? 0 : 1));
  const around = labelComponents(outside, width, height);
  const enclosed = around.components.filter((component) => !component.touchesBorder);
  const area = primer.count + enclosed.reduce((sum, component) => sum + component.count, 0);
  const primerDiameter = 2 * Math.sqrt(area / Math.PI) * PITCH;
  if (primerDiameter < LEAST_PRIMER || primerDiameter > LARGEST_PRIMER) return null;

  const mark = keepMark(small, outside);
  let kept = 0;
  let farthest = 0;
  for (let i = 0; i < mark.length; i++) {
    kept += mark[i];
    if (outside[i] === 1) continue;
    farthest = Math.max(farthest, Math.hypot((i % width) - primer.centreX, Math.floor(i / width) - primer.centreY));
  }
  const roundness = Math.min(1, area / (Math.PI * (farthest + 0.5) ** 2));
  const share = Math.min(1, kept / (0.4 * area));
  const masked = surface.values.map((z, i) => {
    const x = Math.floor((((i % surface.width) + 0.5 - surface.width / 2) * surface.incrementX) / PITCH + width / 2);
    const row = (Math.floor(i / surface.width) + 0.5 - surface.height / 2) * surface.incrementY;
    const y = Math.floor(row / PITCH + height / 2);
    return x >= 0 && y >= 0 && x < width && y < height && mark[y * width + x] === 1 ? z : Number.NaN;
  });
  return { surface: { ...surface, values: masked }, primerDiameter, confidence: roundness * share };
}

/** 1 where the primer is neither near its outside (or the pond) nor steep. */
function keepMark(small: Surface, outside: Uint8Array): Uint8Array {
  const { width, height } = small;
  const smooth = smoothGaussian(small, 100e-6, 0).values;
  const mark = new Uint8Array(outside.length);
  const rim = Math.round(RIM / PITCH);
  for (let y = rim; y < height - rim; y++) {
    for (let x = rim; x < width - rim; x++) {
      const at = y * width + x;
      let inside = 1;
      for (let dy = -rim; dy <= rim && inside === 1; dy++) {
        for (let dx = -rim; dx <= rim; dx++) {
          if (dx * dx + dy * dy <= rim * rim && outside[at + dy * width + dx] === 1) inside = 0;
        }
      }
      const slope = Math.hypot(smooth[at + 1] - smooth[at - 1], smooth[at + width] - smooth[at - width]) / (2 * PITCH);
      if (inside === 1 && slope < STEEPEST) mark[at] = 1;
    }
  }
  return mark;
}

/** Otsu's threshold between two levels, and how far apart the levels' means are. */
function splitHeights(values: Float32Array): { threshold: number; step: number } | null {
  const sorted = values.filter((z) => !Number.isNaN(z)).sort();
  if (sorted.length < 100) return null;
  let total = 0;
  for (const z of sorted) total += z;
  let best = 0;
  let result = { threshold: 0, step: 0 };
  let low = 0;
  for (let i = 1; i < sorted.length; i++) {
    low += sorted[i - 1];
    const step = (total - low) / (sorted.length - i) - low / i;
    const between = i * (sorted.length - i) * step * step;
    if (between > best) {
      best = between;
      result = { threshold: sorted[i], step };
    }
  }
  return result;
}
