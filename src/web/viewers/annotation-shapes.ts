/** What is drawn on a mark, in the mark's own places: how a hand makes it, and where it lies. */
import type { Point } from "./mark-surface.ts";
import type { SideName } from "./microscope-state.ts";

export type AnnotationShape =
  | { readonly kind: "point"; readonly at: Point }
  | { readonly kind: "arrow" | "line"; readonly from: Point; readonly to: Point }
  | {
      readonly kind: "ellipse";
      readonly centre: Point;
      readonly radiusX: number;
      readonly radiusY: number;
      readonly angle: number;
    }
  | { readonly kind: "outline"; readonly points: readonly Point[] };
export type AnnotationKind = AnnotationShape["kind"];
export const ANNOTATION_KINDS = ["point", "arrow", "line", "ellipse", "outline"] as const;

/** One that is kept, as it is drawn. */
export interface DrawnAnnotation {
  readonly id: string;
  readonly side: SideName;
  readonly shape: AnnotationShape;
  /** e.g. "A2". */
  readonly label: string;
  readonly text: string;
  /** Somebody else's is dashed. */
  readonly own: boolean;
}

/** One that is being made: its places in the order in which they were set. Of an ellipse the middle and a corner of its frame. */
export interface AnnotationDraft {
  readonly side: SideName;
  readonly kind: AnnotationKind;
  readonly points: readonly Point[];
  readonly angle: number;
}

const MOST_CORNERS = 200;
const CORNERS_OF_ELLIPSE = 64;

/** Null while places are missing. */
export function shapeOf({ kind, points, angle }: AnnotationDraft): AnnotationShape | null {
  const [first, second] = points;
  if (first === undefined) return null;
  if (kind === "point") return { kind, at: first };
  if (kind === "outline") return points.length < 3 ? null : { kind, points: points.slice(0, MOST_CORNERS) };
  if (second === undefined || (first.x === second.x && first.y === second.y)) return null;
  if (kind !== "ellipse") return { kind, from: first, to: second };
  const [radiusX, radiusY] = [Math.abs(second.x - first.x), Math.abs(second.y - first.y)];
  return radiusX === 0 || radiusY === 0 ? null : { kind, centre: first, radiusX, radiusY, angle };
}

/** To be changed: what `shapeOf` makes the same shape of. */
export function draftOf(shape: AnnotationShape, side: SideName): AnnotationDraft {
  const draft = { side, kind: shape.kind, angle: 0 };
  if (shape.kind === "point") return { ...draft, points: [shape.at] };
  if (shape.kind === "outline") return { ...draft, points: shape.points };
  if (shape.kind !== "ellipse") return { ...draft, points: [shape.from, shape.to] };
  const { centre, radiusX, radiusY, angle } = shape;
  return { ...draft, angle, points: [centre, { x: centre.x + radiusX, y: centre.y + radiusY }] };
}

/** One more place: the next of a line, the next corner of an outline; of what is whole, the first of another one. */
export function addPlace(draft: AnnotationDraft, place: Point): AnnotationDraft {
  if (draft.kind === "outline" && draft.points.length >= MOST_CORNERS) return draft;
  const most = draft.kind === "outline" ? MOST_CORNERS : draft.kind === "point" ? 1 : 2;
  return { ...draft, points: draft.points.length >= most ? [place] : [...draft.points, place] };
}

/** One of a size that is seen, about a place: for whoever sets numbers rather than draws. */
export function placeDraft(side: SideName, kind: AnnotationKind, at: Point, size: number): AnnotationDraft {
  const by = (x: number, y: number) => ({ x: at.x + x * size, y: at.y + y * size });
  const points = {
    point: [at],
    arrow: [by(-1, -1), at],
    line: [by(-1, 0), by(1, 0)],
    ellipse: [at, by(1, 0.6)],
    outline: [by(-1, -1), by(1, -1), by(1, 1), by(-1, 1)],
  }[kind];
  return { side, kind, points, angle: 0 };
}

/** As a line of points, closed where it has an inside. */
export function traceShape(shape: AnnotationShape): { readonly points: readonly Point[]; readonly closed: boolean } {
  if (shape.kind === "point") return { points: [shape.at], closed: false };
  if (shape.kind === "outline") return { points: shape.points, closed: true };
  if (shape.kind !== "ellipse") return { points: [shape.from, shape.to], closed: false };
  const { centre, radiusX, radiusY, angle } = shape;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const points = Array.from({ length: CORNERS_OF_ELLIPSE }, (_, i) => {
    const turn = (2 * Math.PI * i) / CORNERS_OF_ELLIPSE;
    const [x, y] = [radiusX * Math.cos(turn), radiusY * Math.sin(turn)];
    return { x: centre.x + cos * x - sin * y, y: centre.y + sin * x + cos * y };
  });
  return { points, closed: true };
}

/** Its middle: what is brought under the cross. */
export function middleOf(shape: AnnotationShape): Point {
  if (shape.kind === "ellipse") return shape.centre;
  const { points } = traceShape(shape);
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Of a line; null of anything else. */
export function lengthOf(shape: AnnotationShape): number | null {
  return shape.kind === "line" ? Math.hypot(shape.to.x - shape.from.x, shape.to.y - shape.from.y) : null;
}

/** How far a place lies from the line of points. */
export function distanceTo(points: readonly Point[], closed: boolean, place: Point): number {
  const ends = closed ? [...points, points[0] as Point] : points;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [i, from] of ends.entries()) {
    const to = ends[i + 1] ?? from;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / squared;
    const share = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy));
  }
  return nearest;
}
