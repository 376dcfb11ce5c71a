/** Draws the parts of a whole case head: what lies within its primer's gap and around it. */
import { fillBytes } from "../filter/fill-values.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import { fillRings } from "./fill-rings.ts";
import { type Aperture, findAperture } from "./find-aperture.ts";
import { findImpression, type Impression } from "./find-impression.ts";
import type { Primer } from "./find-primer.ts";
import { type Circle, type HeadView, readHeight, takeMedian } from "./head-view.ts";
import { countMarked, fillHoles, growMask, keepLargeRegions, smoothMask } from "./masks.ts";
import type { Outline, OutlinePoint } from "./outline.ts";
import { outlineMask } from "./outline-mask.ts";

/** Metres a metre, over 2 % of the primer's diameter: flanks of flow-back and the primer's rounded edge are steeper. */
const STEEPEST = 0.25;
const SLOPE_WAVE = 0.0225;
/** As shares of the primer's radius: rims beside the impression, the aperture's step and missing data (67 um, 90 um). */
const RIM = 0.03;
const APERTURE_RIM = 0.04;
/** Borders are smoothed by a Gaussian of this deviation (45 um): teeth finer than that are noise of the slope. */
const TEETH = 0.02;
/** Threads narrower than twice this (90 um) are cut; pits of fewer than this share of the primer's area are filled. */
const OPENING = 0.02;
const PIT = 1.5e-3;
/** A breech face of less than this share of the primer is too little to be sure of. */
const EXPECTED_FACE = 0.15;
/** The head is reached where this share of the gap's outer flank is climbed. */
const CLIMBED = 0.9;

export interface CaseHead {
  readonly outlines: readonly Outline[];
  readonly remarks: readonly string[];
}

/** Slopes in metres a metre over about 100 um; NaN beside missing data. */
export function measureSlopes(view: HeadView, primerRadius: number): Float32Array {
  const { width, height, pitch } = view;
  const smooth = smoothGaussian(view.surface, SLOPE_WAVE * 2 * primerRadius * pitch).values;
  const slopes = new Float32Array(smooth.length).fill(Number.NaN);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const alongX = smooth[at + 1] - smooth[at - 1];
      slopes[at] = Math.hypot(alongX, smooth[at + width] - smooth[at - width]) / (2 * pitch);
    }
  }
  return slopes;
}

/** Draws primer, breech face, impression, aperture and headstamp, those that are there. */
export function segmentCaseHead(view: HeadView, primer: Primer): CaseHead {
  const slopes = measureSlopes(view, primer.radius);
  const impression = findImpression(view, slopes, primer);
  const aperture = impression === null ? null : findAperture(view, primer, impression.circle);
  const outlines: Outline[] = [];
  const remarks: string[] = [];
  const add = (part: Outline["part"], rings: readonly (readonly OutlinePoint[])[], confidence: number): void => {
    if (rings.length > 0) outlines.push({ part, rings, confidence: Number(confidence.toFixed(3)) });
  };
  const smooth = (mask: Uint8Array): Uint8Array => smoothMask(mask, view.width, view.height, TEETH * primer.radius);
  const draw = (mask: Uint8Array): OutlinePoint[][] =>
    outlineMask(mask, view.surface, view.pitch, PIT * Math.PI * (primer.radius * view.pitch) ** 2);

  const shape = impression === null ? null : smooth(impression.mask);
  const face = markFace(view, slopes, primer, impression, aperture);
  const share = countMarked(face) / (Math.PI * primer.radius ** 2);
  add("Primer", [place(view, drawCircle(primer))], primer.confidence);
  add("BreechFace", draw(smooth(face)), primer.confidence * Math.min(1, share / EXPECTED_FACE));
  if (impression === null || shape === null) remarks.push("No firing-pin impression is seen in the primer.");
  else add("FiringPinImpression", draw(shape), Math.min(primer.confidence, impression.confidence));
  if (aperture !== null && shape !== null) {
    const within = fillRings([place(view, aperture.rim)], view.surface);
    add("Aperture", draw(within.map((value, at) => (shape[at] === 1 ? 0 : value))), aperture.confidence);
    remarks.push(
      `Metal flowed back into the aperture stands ${formatMicrometres(aperture.step)} um above the breech face.`,
    );
  }
  const head = markHead(view, primer);
  if (countMarked(head) > 0.05 * Math.PI * primer.radius ** 2) add("Headstamp", draw(smooth(head)), primer.confidence);
  return { outlines, remarks };
}

/** The primer's face without impression, aperture, rims and steep places. */
function markFace(
  view: HeadView,
  slopes: Float32Array,
  primer: Circle,
  impression: Impression | null,
  aperture: Aperture | null,
): Uint8Array {
  const { width, height, values } = view;
  const left = new Uint8Array(values.length);
  if (impression !== null) left.set(growMask(impression.mask, width, height, RIM * primer.radius));
  if (aperture !== null) {
    const within = fillRings([place(view, aperture.rim)], view.surface);
    growMask(within, width, height, APERTURE_RIM * primer.radius).forEach((value, at) => {
      if (value === 1) left[at] = 1;
    });
  }
  const flat = fillBytes(values.length, (at) => {
    const x = at % width;
    const distance = Math.hypot(x - primer.x, (at - x) / width - primer.y) / primer.radius;
    return distance < 0.97 && left[at] === 0 && slopes[at] < STEEPEST ? 1 : 0;
  });
  const radius = OPENING * primer.radius;
  // Closed before it is opened: a pit beside the rim shall not cut the ring.
  const closed = growMask(growMask(flat, width, height, radius), width, height, radius, true);
  const kept = closed.map((value, at) => (left[at] === 1 ? 0 : value));
  const filled = fillHoles(kept, width, height, PIT * Math.PI * primer.radius ** 2);
  const opened = growMask(growMask(filled, width, height, radius, true), width, height, radius);
  return keepLargeRegions(opened, width, height, 0.05);
}

/** The head around the gap: from where the gap's outer flank is climbed to the end of the data. */
function markHead(view: HeadView, primer: Circle): Uint8Array {
  const { width, height, values } = view;
  const profile: number[] = [];
  for (let radius = primer.radius; radius < 1.6 * primer.radius; radius++) {
    const ring: number[] = [];
    for (let k = 0; k < 72; k++) {
      const z = readHeight(
        view,
        primer.x + radius * Math.cos((k * Math.PI) / 36),
        primer.y + radius * Math.sin((k * Math.PI) / 36),
      );
      if (!Number.isNaN(z)) ring.push(z);
    }
    profile.push(ring.length > 6 ? takeMedian(ring) : Number.NaN);
  }
  const outer = profile.filter((z) => !Number.isNaN(z));
  const level = takeMedian(outer.slice(outer.length >> 1));
  const lowest = outer.reduce((least, z) => Math.min(least, z), Number.POSITIVE_INFINITY);
  const step = profile.findIndex((z) => z > lowest + CLIMBED * (level - lowest));
  if (step < 0) return new Uint8Array(values.length);
  const border = primer.radius + Math.max(step, 0.05 * primer.radius);
  const mask = fillBytes(values.length, (at) => {
    const x = at % width;
    return !Number.isNaN(values[at]) && Math.hypot(x - primer.x, (at - x) / width - primer.y) > border ? 1 : 0;
  });
  return keepLargeRegions(fillHoles(mask, width, height, PIT * primer.radius ** 2), width, height, 0.02);
}

function drawCircle({ x, y, radius }: Circle): { x: number; y: number }[] {
  return Array.from({ length: 90 }, (_, k) => ({
    x: x + radius * Math.cos((k * Math.PI) / 45),
    y: y + radius * Math.sin((k * Math.PI) / 45),
  }));
}

/** From points of the view to metres from the grid's centre, kept within the scan. */
function place(view: HeadView, ring: readonly { x: number; y: number }[]): OutlinePoint[] {
  const limit = (value: number, size: number): number =>
    Math.max(-size / 2, Math.min(size / 2, value - (size - 1) / 2)) * view.pitch;
  return ring.map(({ x, y }) => ({ x: limit(x, view.width), y: limit(y, view.height) }));
}

function formatMicrometres(metres: number): string {
  return String(Math.round(metres * 1e6));
}
