import { describe, expect, test } from "@jest/globals";
import { markFlaws } from "../../src/web/viewers/mark-flaws.ts";
import {
  type Circle,
  frameOf,
  insertPoint,
  movePoint,
  moveShape,
  type Polygon,
  removePoint,
  resizeCircle,
  toPath,
  toRing,
  toShape,
} from "../../src/web/viewers/outline-shapes.ts";

const FRAME = frameOf({ width: 200, height: 100, incrementX: 10e-6, incrementY: 10e-6 });
if (FRAME === null) throw new Error("no frame");
const ring = (count: number, r: (angle: number) => number, x = 0, y = 0) =>
  Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return { x: x + r(angle) * Math.cos(angle), y: y + r(angle) * Math.sin(angle) };
  });

describe("outlines as shapes", () => {
  test("the drawing is in micrometres from the middle, or in pixels where the scale is unknown", () => {
    expect(FRAME).toMatchObject({ halfWidth: 1000, halfHeight: 500, scale: 1e6, step: 10 });
    expect(frameOf({ width: 20, height: 10, incrementX: null, incrementY: null })).toMatchObject({
      viewBox: "-10.000 -5.000 20.000 10.000",
      scale: 1,
      step: 1,
    });
    expect(frameOf({})).toBeNull();
  });

  test("a round ring is a circle; what was not touched is given back to the last point", () => {
    const round = ring(300, () => 300e-6, 100e-6, 20e-6);
    const shape = toShape("a", "BreechFace", round, FRAME) as Circle;
    expect(shape).toMatchObject({ kind: "circle" });
    expect([shape.x, shape.y, shape.r].map(Math.round)).toEqual([100, 20, 300]);
    expect(toRing(shape, FRAME)).toBe(round);
    const moved = toRing(moveShape(shape, 10, 0, FRAME), FRAME);
    const mean = moved.reduce((sum, { x }) => sum + x, 0) / moved.length;
    expect(mean * 1e6).toBeCloseTo(110, 6);
  });

  test("any other ring is a polygon of a few points that keeps its form", () => {
    const lobed = ring(900, (angle) => (300 + 80 * Math.cos(3 * angle)) * 1e-6);
    const shape = toShape("a", "Damage", lobed, FRAME) as Polygon;
    expect(shape.kind).toBe("polygon");
    expect(shape.points.length).toBeLessThanOrEqual(32);
    expect(shape.points.length).toBeGreaterThan(8);
    const area = (points: readonly { x: number; y: number }[]) =>
      Math.abs(
        points.reduce((sum, p, i) => {
          const next = points[(i + 1) % points.length] ?? p;
          return sum + p.x * next.y - next.x * p.y;
        }, 0) / 2,
      );
    expect(area(shape.points) / (area(lobed) * 1e12)).toBeCloseTo(1, 1);
    expect(toRing(shape, FRAME)).toBe(lobed);
  });

  test("nothing leaves the picture", () => {
    const circle: Circle = { id: "a", part: "Primer", kind: "circle", x: 0, y: 0, r: 300, original: null };
    expect(moveShape(circle, 5000, -5000, FRAME)).toMatchObject({ x: 700, y: -200 });
    expect(resizeCircle(circle, 9999, FRAME).r).toBe(500);
    expect(resizeCircle(circle, 0, FRAME).r).toBe(30);
    const square = { id: "b", part: "Damage", kind: "polygon", original: null } as const;
    const points = [
      { x: -100, y: -100 },
      { x: 100, y: -100 },
      { x: 100, y: 100 },
    ];
    expect(moveShape({ ...square, points }, 5000, 0, FRAME)).toMatchObject({ points: [{ x: 800 }, { x: 1000 }, {}] });
    expect(movePoint({ ...square, points }, 0, { x: -9999, y: 0 }, FRAME).points[0]).toEqual({ x: -1000, y: 0 });
  });

  test("points are added half-way and taken away, but three stay", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 0, y: 100 },
    ];
    const triangle: Polygon = { id: "a", part: "Damage", kind: "polygon", points, original: points };
    const four = insertPoint(triangle, 2);
    expect(four.points[3]).toEqual({ x: 0, y: 50 });
    expect(four.original).toBeNull();
    expect(removePoint(four, 3).points).toEqual(points);
    expect(removePoint(triangle, 0)).toBe(triangle);
  });

  test("a path closes; of nothing there is none", () => {
    expect(
      toPath(
        [
          { x: 0, y: 0 },
          { x: 1e-6, y: 0 },
        ],
        FRAME,
      ),
    ).toBe("M0.00 0.00L1.00 0.00Z");
    expect(toPath([], FRAME)).toBe("");
  });
});

describe("what is wrong in a picture", () => {
  const colours = { missing: [1, 2, 3], white: [4, 5, 6], black: [7, 8, 9] } as const;
  const pixels = Uint8ClampedArray.from([
    ...[0, 0, 0, 0],
    ...[255, 255, 255, 255],
    ...[0, 0, 0, 255],
    ...[120, 120, 120, 255],
  ]);

  test("of an image: missing, burnt out, black", () => {
    const { over, shares } = markFlaws(pixels, 4, false, colours);
    expect(shares).toEqual({ missing: 0.25, white: 0.25, black: 0.25 });
    expect([...over.slice(0, 3)]).toEqual([1, 2, 3]);
    expect([...over.slice(12)]).toEqual([0, 0, 0, 0]);
  });

  test("of a scan of heights only what is missing: its picture is a shading", () => {
    expect(markFlaws(pixels, 4, true, colours).shares).toEqual({ missing: 0.25, white: null, black: null });
  });

  test("what lies outside the mark does not count", () => {
    const within = Uint8ClampedArray.from([...[0, 0, 0, 0], ...[0, 0, 0, 255], ...[0, 0, 0, 255], ...[0, 0, 0, 255]]);
    const { over, shares } = markFlaws(pixels, 4, false, colours, within);
    expect(shares.missing).toBe(0);
    expect(shares.white).toBeCloseTo(1 / 3, 9);
    expect(over[3]).toBe(0);
  });
});
