/**
 * Outlines as a person moves them. The API's rings are dense polygons in metres (or pixels) from the picture's centre; a person
 * moves circles, and polygons of a few points. What was not touched is given back as it came, to the last point.
 */

import { clamp } from "./clamp.ts";
export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Ring = readonly Point[];

/** The drawing's units: micrometres, or pixels where the scale is unknown; x to the right, y down, 0 in the middle. */
export interface Frame {
  readonly viewBox: string;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Drawing units of one unit of the API. */
  readonly scale: number;
  /** Of one pixel. */
  readonly step: number;
}

interface ShapeOf {
  readonly id: string;
  readonly part: string;
  /** As it came; null once it was moved, or where a person drew it. */
  readonly original: Ring | null;
}
export interface Circle extends ShapeOf {
  readonly kind: "circle";
  readonly x: number;
  readonly y: number;
  readonly r: number;
}
export interface Polygon extends ShapeOf {
  readonly kind: "polygon";
  readonly points: Ring;
}
export type Shape = Circle | Polygon;

const MICROMETRES = 1e6;
/** Root mean square distance from the circle, of its radius: what is rounder is a circle. */
const ROUND = 0.02;
/** Handles that a person can still work with. */
const MOST_HANDLES = 32;
const CIRCLE_POINTS = 180;

/** Null where the file's size is not known. */
export function frameOf(inspection: Readonly<Record<string, unknown>>): Frame | null {
  const { width, height, incrementX, incrementY } = inspection;
  if (typeof width !== "number" || typeof height !== "number") return null;
  const known = typeof incrementX === "number" && typeof incrementY === "number";
  const scale = known ? MICROMETRES : 1;
  const [pitchX, pitchY] = known ? [incrementX * scale, incrementY * scale] : [1, 1];
  const halfWidth = (width * pitchX) / 2;
  const halfHeight = (height * pitchY) / 2;
  const viewBox = [-halfWidth, -halfHeight, 2 * halfWidth, 2 * halfHeight].map((n) => n.toFixed(3)).join(" ");
  return { viewBox, halfWidth, halfHeight, scale, step: Math.max(pitchX, pitchY) };
}

/** An SVG path of a ring of the API. */
export function toPath(ring: Ring, { scale }: Pick<Frame, "scale">): string {
  if (ring.length === 0) return "";
  return `M${ring.map(({ x, y }) => `${(x * scale).toFixed(2)} ${(y * scale).toFixed(2)}`).join("L")}Z`;
}

/** A shape to move, of a ring of the API. */
export function toShape(id: string, part: string, ring: Ring, frame: Frame): Shape {
  const points = ring.map(({ x, y }) => ({ x: x * frame.scale, y: y * frame.scale }));
  const circle = fitCircle(points);
  if (circle !== null) return { id, part, kind: "circle", ...circle, original: ring };
  return { id, part, kind: "polygon", points: simplify(points), original: ring };
}

/** A ring for the API, of a shape. */
export function toRing(shape: Shape, { scale }: Pick<Frame, "scale">): Ring {
  if (shape.original !== null) return shape.original;
  const points = shape.kind === "circle" ? walkCircle(shape) : shape.points;
  return points.map(({ x, y }) => ({ x: x / scale, y: y / scale }));
}

function walkCircle({ x, y, r }: Circle): Ring {
  return Array.from({ length: CIRCLE_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CIRCLE_POINTS;
    return { x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) };
  });
}

/** Moved as a whole, and no farther than the picture reaches. */
export function moveShape(shape: Shape, dx: number, dy: number, frame: Frame): Shape {
  if (shape.kind === "circle") {
    const limitX = Math.max(0, frame.halfWidth - shape.r);
    const limitY = Math.max(0, frame.halfHeight - shape.r);
    return {
      ...shape,
      x: clamp(shape.x + dx, -limitX, limitX),
      y: clamp(shape.y + dy, -limitY, limitY),
      original: null,
    };
  }
  const reach = (values: readonly number[], by: number, half: number) =>
    Math.max(-half - Math.min(...values), Math.min(half - Math.max(...values), by));
  const byX = reach(
    shape.points.map(({ x }) => x),
    dx,
    frame.halfWidth,
  );
  const byY = reach(
    shape.points.map(({ y }) => y),
    dy,
    frame.halfHeight,
  );
  return { ...shape, points: shape.points.map(({ x, y }) => ({ x: x + byX, y: y + byY })), original: null };
}

/** So large that it stays within the picture, and at least three pixels. */
export function resizeCircle(circle: Circle, r: number, frame: Frame): Circle {
  const room = Math.min(frame.halfWidth - Math.abs(circle.x), frame.halfHeight - Math.abs(circle.y));
  return { ...circle, r: Math.max(3 * frame.step, Math.min(r, room)), original: null };
}

export function movePoint(polygon: Polygon, index: number, to: Point, frame: Frame): Polygon {
  const point = {
    x: clamp(to.x, -frame.halfWidth, frame.halfWidth),
    y: clamp(to.y, -frame.halfHeight, frame.halfHeight),
  };
  return { ...polygon, points: polygon.points.with(index, point), original: null };
}

/** A new point half-way to the next. */
export function insertPoint(polygon: Polygon, after: number): Polygon {
  const a = polygon.points[after];
  const b = polygon.points[(after + 1) % polygon.points.length];
  if (a === undefined || b === undefined) return polygon;
  const between = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return { ...polygon, points: polygon.points.toSpliced(after + 1, 0, between), original: null };
}

/** Three stay: fewer are no outline. */
export function removePoint(polygon: Polygon, index: number): Polygon {
  if (polygon.points.length <= 3) return polygon;
  return { ...polygon, points: polygon.points.toSpliced(index, 1), original: null };
}

/** The circle around the centroid, of the mean radius; null where the points are not round, or too few to say. */
function fitCircle(points: Ring): { x: number; y: number; r: number } | null {
  const n = points.length;
  if (n < 12) return null;
  const x = points.reduce((sum, p) => sum + p.x, 0) / n;
  const y = points.reduce((sum, p) => sum + p.y, 0) / n;
  const radii = points.map((p) => Math.hypot(p.x - x, p.y - y));
  const r = radii.reduce((sum, each) => sum + each, 0) / n;
  const off = Math.sqrt(radii.reduce((sum, each) => sum + (each - r) ** 2, 0) / n);
  return off <= ROUND * r ? { x, y, r } : null;
}

/** Douglas and Peucker 1973, on a closed ring, coarser until few points are left. */
function simplify(points: Ring): Ring {
  if (points.length <= MOST_HANDLES) return points;
  const first = points[0];
  if (first === undefined) return points;
  const far = points.reduce(
    (best, p, i) => (distance(p, first) > distance(points[best] ?? first, first) ? i : best),
    0,
  );
  const extent = distance(points[far] ?? first, first);
  for (let tolerance = extent / 400; ; tolerance *= 1.4) {
    const kept = [
      ...thin(points.slice(0, far + 1), tolerance).slice(0, -1),
      ...thin([...points.slice(far), first], tolerance).slice(0, -1),
    ];
    if (kept.length < 3) return points.filter((_, i) => i % Math.ceil(points.length / MOST_HANDLES) === 0);
    if (kept.length <= MOST_HANDLES) return kept;
  }
}

function thin(line: Ring, tolerance: number): Ring {
  const a = line[0];
  const b = line.at(-1);
  if (line.length < 3 || a === undefined || b === undefined) return line;
  let worst = 0;
  let at = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const off = distanceToLine(line[i] ?? a, a, b);
    if (off > worst) [worst, at] = [off, i];
  }
  if (worst <= tolerance) return [a, b];
  return [...thin(line.slice(0, at + 1), tolerance).slice(0, -1), ...thin(line.slice(at), tolerance)];
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

function distanceToLine(p: Point, a: Point, b: Point): number {
  const length = distance(a, b);
  if (length === 0) return distance(p, a);
  return Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / length;
}
