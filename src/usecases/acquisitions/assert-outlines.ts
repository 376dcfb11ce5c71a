/** What a person drew is held to what a comparison can use, before it is kept. */
import { fillRings } from "../../analysis/segment/fill-rings.ts";
import { OUTLINE_PARTS, type Outline, type OutlinePart, type OutlinePoint } from "../../analysis/segment/outline.ts";
import { PART_OF_REGION, type SegmentedRegion } from "../../analysis/segment/segment-mark.ts";
import { type FieldError, type FieldFault, RibinError } from "../../domain/errors.ts";

/** What a person may draw. */
export const DRAWABLE_PARTS = OUTLINE_PARTS;

export type DrawnOutline = Pick<Outline, "part" | "rings">;

export interface DrawnOn {
  readonly region: SegmentedRegion;
  readonly width: number;
  readonly height: number;
  /** Metres; null where the scale is unknown, and outlines are in pixels. */
  readonly incrementX: number | null;
  readonly incrementY: number | null;
}

/** Square metres of the smallest mark that carries a comparison. */
const LEAST_AREA: Readonly<Record<SegmentedRegion, number>> = {
  BreechFace: 0.5e-6,
  FiringPinImpression: 0.05e-6,
  LEA: 0.1e-6,
};
/** Of the image, where there is no scale. */
const LEAST_SHARE = 0.01;
const LEAST_POINTS = 3;
/** Points a side of the grid on which areas are counted. */
const COUNTING_SIDE = 500;

/**
 * Gives the outlines back as they are stored: rings not closed by a repeated point, confidence 1.
 * @throws RibinError VALIDATION_FAILED, naming each ring that is wrong and what would be right
 */
export function assertOutlines(outlines: readonly DrawnOutline[], image: DrawnOn): readonly Outline[] {
  const tidy = outlines.map(({ part, rings }) => ({ part, confidence: 1, rings: rings.map(dropRepeated) }));
  const halfX = ((image.incrementX ?? 1) * image.width) / 2;
  const halfY = ((image.incrementY ?? 1) * image.height) / 2;
  const errors: FieldError[] = tidy.flatMap(({ rings }, at) =>
    rings.flatMap((ring, index) => {
      const fault = explainRing(ring, halfX, halfY, image.incrementX !== null);
      return fault === null ? [] : [{ field: `outlines.${at}.rings.${index}`, ...fault }];
    }),
  );
  const part = PART_OF_REGION[image.region];
  if (errors.length === 0) errors.push(...explainPart(tidy, part, image));
  if (errors.length > 0) throw new RibinError("VALIDATION_FAILED", errors[0]?.message, { errors });
  return tidy;
}

function dropRepeated(ring: readonly OutlinePoint[]): readonly OutlinePoint[] {
  return ring.filter((point, at) => {
    const before = ring.at(at - 1);
    return ring.length === 1 || before === undefined || before.x !== point.x || before.y !== point.y;
  });
}

function explainRing(
  ring: readonly OutlinePoint[],
  halfX: number,
  halfY: number,
  scaleKnown: boolean,
): FieldFault | null {
  if (ring.length < LEAST_POINTS) {
    const message = `A ring needs ${LEAST_POINTS} different points at least; this one has ${ring.length}.`;
    return { message, problem: "ring_points", limit: LEAST_POINTS };
  }
  // A thousandth of the image: what a hand draws along the border is not outside it.
  if (ring.some(({ x, y }) => Math.abs(x) > 1.001 * halfX || Math.abs(y) > 1.001 * halfY)) {
    const unit = scaleKnown ? "metres" : "pixels";
    const message = `A point lies outside the image. In ${unit} from its centre, x is within ${write(halfX)} and y within ${write(halfY)} either way.`;
    return { message, problem: "ring_outside" };
  }
  const crossing = findCrossing(ring);
  if (crossing === null) return null;
  const message = `The ring crosses itself between its points ${crossing[0]} and ${crossing[1]} (from 0); draw it around the mark once.`;
  return { message, problem: "ring_crosses" };
}

const write = (length: number) => String(Number(length.toPrecision(4)));

function explainPart(outlines: readonly Outline[], part: OutlinePart, image: DrawnOn): FieldError[] {
  const drawn = outlines.filter((outline) => outline.part === part);
  if (drawn.length === 0) {
    const message = `Draw the ${part}: it is what is compared of this image.`;
    return [{ field: "outlines", message, problem: "part_not_drawn" }];
  }
  const factor = Math.max(1, Math.max(image.width, image.height) / COUNTING_SIDE);
  const [incrementX, incrementY] = [image.incrementX ?? 1, image.incrementY ?? 1];
  const grid = {
    width: Math.max(1, Math.round(image.width / factor)),
    height: Math.max(1, Math.round(image.height / factor)),
    incrementX: incrementX * factor,
    incrementY: incrementY * factor,
  };
  const keep = drawn.map(({ rings }) => fillRings(rings, grid));
  const damage = outlines.filter((outline) => outline.part === "Damage").map(({ rings }) => fillRings(rings, grid));
  let count = 0;
  for (let i = 0; i < grid.width * grid.height; i++) {
    if (keep.some((mask) => mask[i] === 1) && damage.every((mask) => mask[i] === 0)) count += 1;
  }
  const area = count * grid.incrementX * grid.incrementY;
  const known = image.incrementX !== null;
  const least = known ? LEAST_AREA[image.region] : LEAST_SHARE * image.width * image.height;
  if (area >= least) return [];
  const found = known ? `${(area * 1e6).toFixed(3)} mm² of ${(least * 1e6).toFixed(2)} mm²` : `${count} points`;
  return [
    {
      field: `outlines.${outlines.indexOf(drawn[0]!)}`,
      message: `The ${part}, without damage, is too small to be compared (${found}); draw all of the mark.`,
      problem: "part_too_small",
    },
  ];
}

/** The first points of two edges of a closed ring that meet though they are no neighbours; null where it is simple. */
function findCrossing(ring: readonly OutlinePoint[]): [number, number] | null {
  const count = ring.length;
  for (let i = 0; i < count; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % count]!];
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (doCross(a, b, ring[j]!, ring[(j + 1) % count]!)) return [i, j];
    }
  }
  return null;
}

function doCross(a: OutlinePoint, b: OutlinePoint, c: OutlinePoint, d: OutlinePoint): boolean {
  const side = (p: OutlinePoint, q: OutlinePoint, r: OutlinePoint) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
