import { expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { applyOutlines } from "../../src/analysis/segment/apply-outlines.ts";
import { fillRings } from "../../src/analysis/segment/fill-rings.ts";
import { labelComponents } from "../../src/analysis/segment/label-components.ts";
import type { Outline, Segmentation } from "../../src/analysis/segment/outline.ts";
import { outlineData } from "../../src/analysis/segment/outline-data.ts";
import { outlineMask } from "../../src/analysis/segment/outline-mask.ts";
import { simplifyRing } from "../../src/analysis/segment/simplify-ring.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const GRID = { width: 31, height: 23, incrementX: 2e-6, incrementY: 3e-6 };

function makeSurface(value: (x: number, y: number) => number): Surface {
  const values = new Float32Array(GRID.width * GRID.height);
  for (let i = 0; i < values.length; i++) values[i] = value(i % GRID.width, Math.floor(i / GRID.width));
  return { ...GRID, values, kind: "topography" };
}

/** A rectangle of whole points, as rings around their borders. */
function drawBox(part: Outline["part"], left: number, top: number, right: number, bottom: number): Outline {
  const x = (column: number) => (column - GRID.width / 2) * GRID.incrementX;
  const y = (row: number) => (row - GRID.height / 2) * GRID.incrementY;
  const ring = [
    { x: x(left), y: y(top) },
    { x: x(right + 1), y: y(top) },
    { x: x(right + 1), y: y(bottom + 1) },
    { x: x(left), y: y(bottom + 1) },
  ];
  return { part, rings: [ring], confidence: 1 };
}

const segmentationOf = (...outlines: Outline[]): Segmentation => ({
  method: "examiner",
  methodVersion: "1",
  outlines,
  confidence: 1,
  remarks: [],
});

test("a mask drawn as rings and filled again is the same mask, holes, specks and corners included", () => {
  for (const [seed, share] of [0.1, 0.3, 0.5, 0.7, 0.95].entries()) {
    const random = createRandom(seed);
    const mask = Uint8Array.from({ length: GRID.width * GRID.height }, () => (random.uniform() < share ? 1 : 0));
    expect(fillRings(outlineMask(mask, GRID, 1e-9), GRID)).toEqual(mask);
  }
});

test("a simplified ring keeps its corners and stays within the tolerance", () => {
  const circle = Array.from({ length: 400 }, (_, k) => ({
    x: Math.cos((k * Math.PI) / 200),
    y: Math.sin((k * Math.PI) / 200),
  }));
  const simple = simplifyRing(circle, 0.01);
  expect(simple.length).toBeGreaterThan(12);
  expect(simple.length).toBeLessThan(40);
  simple.forEach((point, i) => {
    const next = simple[(i + 1) % simple.length];
    expect(Math.hypot((point.x + next.x) / 2, (point.y + next.y) / 2)).toBeGreaterThan(0.985);
  });
});

test("values stay inside the part's outlines, but for holes and damage; other parts do not matter", () => {
  const surface = makeSurface((x, y) => x + 100 * y);
  const face = drawBox("BreechFace", 2, 2, 20, 15);
  const hole = drawBox("BreechFace", 5, 5, 8, 8);
  const cut = applyOutlines(
    surface,
    segmentationOf(
      { ...face, rings: [...face.rings, ...hole.rings] },
      drawBox("BreechFace", 25, 1, 26, 2),
      drawBox("Damage", 10, 10, 12, 40),
      drawBox("Primer", 0, 0, 30, 22),
    ),
    "BreechFace",
  );
  cut.values.forEach((value, i) => {
    const x = i % GRID.width;
    const y = Math.floor(i / GRID.width);
    const isIn = (box: readonly number[]) => x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3];
    const kept = (isIn([2, 2, 20, 15]) && !isIn([5, 5, 8, 8]) && !isIn([10, 10, 12, 40])) || isIn([25, 1, 26, 2]);
    if (kept) expect(value).toBe(surface.values[i]);
    else expect(value).toBeNaN();
  });
});

test("a part that is not drawn is asked for by name", () => {
  const surface = makeSurface(() => 1);
  const drawn = segmentationOf(drawBox("Primer", 1, 1, 9, 9));
  expect(() => applyOutlines(surface, drawn, "BreechFace")).toThrow(
    expect.objectContaining({ code: "NOT_COMPARABLE" }),
  );
});

test("the data's own outline holds all data and no more than its surroundings", () => {
  const side = 420;
  const random = createRandom(3);
  const values = new Float32Array(side * side).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) {
    const r = Math.hypot((i % side) - 200, Math.floor(i / side) - 220);
    if (r > 90 && r < 180 && random.uniform() > 0.1) values[i] = r;
  }
  const surface: Surface = {
    width: side,
    height: side,
    incrementX: 5e-6,
    incrementY: 5e-6,
    values,
    kind: "topography",
  };
  const rings = outlineData(surface);
  expect(rings).toHaveLength(2);
  const inside = fillRings(rings, surface);
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) expect(inside[i]).toBe(1);
    const r = Math.hypot((i % side) - 200, Math.floor(i / side) - 220);
    if (r < 82 || r > 188) expect(inside[i]).toBe(0);
  });
  expect(outlineData({ ...surface, values: values.map(() => Number.NaN) })).toEqual([]);
});

test("regions that touch only at corners are two", () => {
  const { components } = labelComponents(Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]), 4, 4);
  expect(components.map(({ count, touchesBorder }) => [count, touchesBorder])).toEqual([
    [1, false],
    [1, false],
  ]);
});
