/** What the viewers compute: places on marks and on the screen, colours of heights, heights under a line, cells, the pace of frames. */
import { describe, expect, jest, test } from "@jest/globals";
import { describeGradient, makeColourMap } from "../../src/web/viewers/colour-map.ts";
import { makePace } from "../../src/web/viewers/keep-pace.ts";
import { decodeWholeNumbers, type MarkSurface, sampleSurface } from "../../src/web/viewers/mark-surface.ts";
import { type CongruentCell, findCellAt, outlineCell, readCells } from "../../src/web/viewers/microscope-cells.ts";
import {
  applyPose,
  clipToTexture,
  fromScreen,
  IDENTITY,
  type Pose,
  pickBarLength,
  toScreen,
  undoPose,
} from "../../src/web/viewers/microscope-geometry.ts";
import { sampleLine } from "../../src/web/viewers/sample-line.ts";
import { makeTexels } from "../../src/web/viewers/surface-texels.ts";

const POSE: Pose = { angle: 0.6, shiftX: 30e-6, shiftY: -12e-6 };
const VIEW = { x: 12e-6, y: -7e-6, scale: 4e5, angle: 0.35 };
const WINDOW = { left: 40, top: 10, width: 300, height: 200 };

const makeMark = (width: number, height: number, value: (x: number, y: number) => number): MarkSurface => ({
  width,
  height,
  increment: 2e-6,
  values: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
  kind: "topography",
});

describe("places", () => {
  test("a pose and a view are undone by their opposites", () => {
    const point = { x: 5e-6, y: 9e-6 };
    const there = undoPose(POSE, applyPose(POSE, point));
    expect(there.x).toBeCloseTo(point.x, 12);
    expect(there.y).toBeCloseTo(point.y, 12);
    const back = fromScreen(VIEW, WINDOW, toScreen(VIEW, WINDOW, point));
    expect(back.x).toBeCloseTo(point.x, 12);
    expect(back.y).toBeCloseTo(point.y, 12);
  });

  test("what the shader reads under a pixel is what lies there: the matrix says the same as the steps one by one", () => {
    const grid = { width: 80, height: 60, increment: 2e-6 };
    const m = clipToTexture(VIEW, WINDOW, POSE, grid);
    for (const [column, row] of [
      [0, 0],
      [299, 0],
      [37, 190],
    ] as const) {
      const screen = { x: WINDOW.left + column + 0.5, y: WINDOW.top + row + 0.5 };
      const own = undoPose(POSE, fromScreen(VIEW, WINDOW, screen));
      const clip = [(2 * column + 1) / 300 - 1, 1 - (2 * row + 1) / 200] as const;
      const read = (i: 0 | 1) => (m[i] as number) * clip[0] + (m[3 + i] as number) * clip[1] + (m[6 + i] as number);
      expect(read(0)).toBeCloseTo((own.x / grid.increment + grid.width / 2) / grid.width, 5);
      expect(read(1)).toBeCloseTo((own.y / grid.increment + grid.height / 2) / grid.height, 5);
    }
  });

  test("a scale bar is 1, 2 or 5 of something and as long as fits", () => {
    for (const scale of [1e4, 3.3e5, 7e6]) {
      const length = pickBarLength(scale, 180);
      expect(length * scale).toBeLessThanOrEqual(180);
      expect(length * scale).toBeGreaterThan(180 / 2.6);
      expect(["1", "2", "5"]).toContain((length * 1.000001).toExponential()[0]);
    }
  });
});

describe("heights", () => {
  test("whole numbers of 16 bits become heights, and the one that says missing becomes none", () => {
    const bytes = Buffer.alloc(6);
    for (const [i, value] of [120, -32_768, -7].entries()) bytes.writeInt16LE(value, 2 * i);
    expect([...decodeWholeNumbers(bytes.toString("base64"), 0.5)]).toEqual([60, Number.NaN, -3.5]);
  });

  test("between points the height lies between theirs; outside and beside missing data there is none", () => {
    const mark = makeMark(5, 3, (x, y) => (x === 4 ? Number.NaN : 10 * x + y));
    expect(sampleSurface(mark, { x: -1e-6, y: 1e-6 })).toBeCloseTo(15 + 1.5, 4);
    expect(sampleSurface(mark, { x: 3e-6, y: 0 })).toBeNaN();
    expect(sampleSurface(mark, { x: 0, y: 9e-6 })).toBeNaN();
  });

  test("slopes of a plane are the same all over it, up to the border and beside a hole", () => {
    const mark = makeMark(9, 8, (x, y) => (x === 4 && y === 4 ? Number.NaN : 3 * x - 4 * y));
    const texels = makeTexels(mark);
    for (let at = 0; at < 72; at++) {
      expect(texels[4 * at]).toBeCloseTo(3 / 5 / 2.2, 5);
      expect(texels[4 * at + 1]).toBeCloseTo(-4 / 5 / 2.2, 5);
      expect(texels[4 * at + 3]).toBe(at === 40 ? 0 : 1);
    }
  });

  test("colours grow lighter with each step, and those of differences are lightest in the middle", () => {
    const lightness = (map: Uint8Array, at: number) =>
      0.2126 * (map[4 * at] as number) + 0.7152 * (map[4 * at + 1] as number) + 0.0722 * (map[4 * at + 2] as number);
    const heights = makeColourMap("height");
    const differences = makeColourMap("difference");
    for (let at = 8; at < 256; at += 8) expect(lightness(heights, at)).toBeGreaterThan(lightness(heights, at - 8));
    expect(lightness(differences, 128)).toBeGreaterThan(lightness(differences, 0) + 60);
    expect(lightness(differences, 128)).toBeGreaterThan(lightness(differences, 255) + 60);
    expect(describeGradient("height")).toContain(`rgb(${[...heights.slice(0, 3)].join(" ")})`);
  });
});

describe("a line over both marks", () => {
  const wave = (x: number) => Math.sin(x / 3);
  const a = makeMark(60, 20, (x) => wave(x));

  test("B is read where it lies now: laid rightly the curves are the same, and shifted they are not", () => {
    const b = makeMark(60, 20, (x) => wave(x + 4));
    const line = { from: { x: -40e-6, y: 0 }, to: { x: 30e-6, y: 5e-6 } };
    const laid = sampleLine({ a, b }, { angle: 0, shiftX: 8e-6, shiftY: 0 }, line);
    expect(laid.correlation).toBeGreaterThan(0.999);
    expect(laid.along.at(-1)).toBeCloseTo(Math.hypot(70e-6, 5e-6), 9);
    const shifted = sampleLine({ a, b }, IDENTITY, line);
    expect(shifted.correlation).toBeLessThan(0.6);
  });

  test("where a mark ends its curve ends, and too little of both says nothing", () => {
    const short = sampleLine(
      { a, b: a },
      { ...IDENTITY, shiftX: 108e-6 },
      { from: { x: 40e-6, y: 0 }, to: { x: 58e-6, y: 0 } },
    );
    expect(short.b[0]).toBeNull();
    expect(short.a[0]).not.toBeNull();
    expect(short.correlation).toBeNull();
  });
});

describe("cells", () => {
  const cell = (index: number, x: number, congruent: boolean): CongruentCell => ({
    index,
    number: congruent ? index : null,
    x,
    y: 0,
    size: 20e-6,
    pose: POSE,
    correlation: 0.8,
    congruent,
  });

  test("only those that were sought in B are drawn, and the congruent ones are counted", () => {
    const evidence = [
      { ...cell(0, 0, true), direction: "forward" },
      { ...cell(1, 0, true), direction: "backward" },
      { ...cell(2, 0, false), direction: "forward" },
      { ...cell(3, 0, true), direction: "forward" },
    ];
    const read = readCells({ cells: { evidence } });
    expect(read.map(({ index, number }) => [index, number])).toEqual([
      [0, 1],
      [2, null],
      [3, 2],
    ]);
    expect(readCells({})).toEqual([]);
  });

  test("on B a cell lies where it was found: with B as registered, upon its own place on A", () => {
    const corners = outlineCell(cell(1, 10e-6, true), "b", POSE);
    for (const [i, corner] of outlineCell(cell(1, 10e-6, true), "a", POSE).entries()) {
      expect(corners[i]?.x).toBeCloseTo(corner.x, 12);
      expect(corners[i]?.y).toBeCloseTo(corner.y, 12);
    }
    const turned = outlineCell(cell(1, 10e-6, true), "b", IDENTITY);
    expect(turned[0]?.x).not.toBeCloseTo(corners[0]?.x ?? 0, 6);
  });

  test("a click finds the nearest congruent one first, and none where none is", () => {
    const cells = [cell(1, 0, false), cell(2, 4e-6, true), cell(3, 60e-6, true)];
    expect(findCellAt(cells, { x: 0, y: 0 }, "a", POSE)?.index).toBe(2);
    expect(findCellAt(cells, { x: -8e-6, y: 0 }, "a", POSE)?.index).toBe(1);
    expect(findCellAt(cells, { x: 30e-6, y: 0 }, "a", POSE)).toBeNull();
  });
});

describe("the pace", () => {
  /** Frames that each take so long; gives the share of the last. */
  function run(pace: ReturnType<typeof makePace>, clock: { now: number }, took: readonly number[]): number {
    let share = 0;
    for (const each of took) {
      pace.ask();
      share = pace.share();
      clock.now += each;
      pace.end();
    }
    return share;
  }

  test("one slow frame changes nothing, many halve the points, and when it rests all are drawn again", () => {
    jest.useFakeTimers({ doNotFake: ["performance"] });
    try {
      const clock = { now: 1_000 };
      const redraw = jest.fn();
      const pace = makePace(redraw, () => clock.now);
      expect(run(pace, clock, [400, 16, 16])).toBe(1);
      expect(run(pace, clock, [60, 60, 60, 60])).toBe(0.5);
      jest.advanceTimersByTime(200);
      expect(redraw).toHaveBeenCalledTimes(1);
      clock.now += 200;
      expect(run(pace, clock, [16])).toBe(1);
      pace.stop();
    } finally {
      jest.useRealTimers();
    }
  });
});
