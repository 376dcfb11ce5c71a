import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { compareLands } from "../../src/analysis/compare/land-compare.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { createCanvas, fillRectangle, strokeLines } from "../../src/analysis/plot/canvas.ts";
import { INK, MARK_A, MARK_B, PAPER, pickScaleColour } from "../../src/analysis/plot/colours.ts";
import { listFigures } from "../../src/analysis/plot/draw-caption.ts";
import { drawComparison, type Picture } from "../../src/analysis/plot/draw-comparison.ts";
import { drawText, measureText, wrapText } from "../../src/analysis/plot/draw-text.ts";
import { shadeRelief } from "../../src/analysis/plot/shade-relief.ts";
import { findGlyph } from "../../src/analysis/plot/stroke-font.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

function readPixel(picture: Picture, x: number, y: number): number[] {
  const at = (y * picture.width + x) * 4;
  return [...picture.rgba.slice(at, at + 4)];
}

/** Pixels in the rectangle whose channels are all within 24 of a colour. */
function countNear(
  picture: Picture,
  colour: readonly number[],
  area: { left: number; right: number; top: number; bottom: number },
): number {
  let count = 0;
  for (let y = area.top; y < area.bottom; y++) {
    for (let x = area.left; x < area.right; x++) {
      const at = (y * picture.width + x) * 4;
      let near = true;
      for (let c = 0; c < 3; c++) if (Math.abs(colour[c] - picture.rgba[at + c]) >= 24) near = false;
      if (near) count++;
    }
  }
  return count;
}

describe("the canvas", () => {
  it("fills, blends and clips", () => {
    const canvas = createCanvas(10, 10, [0, 0, 0]);
    fillRectangle(canvas, { x: 8, y: 8, width: 5, height: 5 }, [200, 100, 50], 0.5);
    expect(readPixel(canvas, 9, 9)).toEqual([100, 50, 25, 255]);
    expect(readPixel(canvas, 7, 9)).toEqual([0, 0, 0, 255]);
  });

  it("strokes with soft edges, once where strokes cross, and only within the clip", () => {
    const canvas = createCanvas(20, 20, [0, 0, 0]);
    const cross = [
      [
        { x: 2, y: 10.5 },
        { x: 18, y: 10.5 },
      ],
      [
        { x: 10.5, y: 2 },
        { x: 10.5, y: 18 },
      ],
    ];
    strokeLines(canvas, cross, {
      colour: [255, 255, 255],
      thickness: 1,
      opacity: 0.5,
      clip: { x: 0, y: 0, width: 14, height: 20 },
    });
    expect(readPixel(canvas, 5, 10)[0]).toBe(128);
    expect(readPixel(canvas, 10, 10)[0]).toBe(128);
    expect(readPixel(canvas, 15, 10)[0]).toBe(0);
  });
});

describe("the lettering", () => {
  it("has a glyph of its own for every printable ASCII character that captions may hold", () => {
    const unknown = findGlyph("\u4e2d");
    for (let code = 0x20; code < 0x7f; code++) {
      const character = String.fromCharCode(code);
      if ("$\\^`{}~".includes(character)) continue;
      expect([character, findGlyph(character)]).not.toEqual([character, unknown]);
    }
    for (const character of "\u00b0\u00b5\u00b1\u00d7") expect(findGlyph(character)).not.toEqual(unknown);
  });

  it("takes the room that it says", () => {
    const canvas = createCanvas(300, 40, PAPER);
    const width = drawText(canvas, "Score 0.72", 150, 30, { colour: INK, size: 16, align: "centre" });
    expect(width).toBeCloseTo(measureText("Score 0.72", 16), 9);
    const left = Math.floor(150 - width / 2) - 2;
    const right = Math.ceil(150 + width / 2) + 2;
    expect(countNear(canvas, INK, { left, right, top: 0, bottom: 40 })).toBeGreaterThan(100);
    expect(countNear(canvas, PAPER, { left: 0, right: left, top: 0, bottom: 40 })).toBe(left * 40);
    expect(countNear(canvas, PAPER, { left: right, right: 300, top: 0, bottom: 40 })).toBe((300 - right) * 40);
  });

  it("wraps at spaces", () => {
    const lines = wrapText("one two three four five six", 12, measureText("one two three", 12));
    expect(lines.join(" ")).toBe("one two three four five six");
    for (const line of lines) expect(measureText(line, 12)).toBeLessThanOrEqual(measureText("one two three", 12));
  });
});

describe("colours and relief", () => {
  it("grow lighter with the correlation", () => {
    const lightness = [0, 0.25, 0.5, 0.75, 1].map((share) => pickScaleColour(share).reduce((sum, c) => sum + c, 0));
    expect([...lightness].sort((p, q) => p - q)).toEqual(lightness);
    expect(pickScaleColour(2)).toEqual(pickScaleColour(1));
  });

  it("light slopes from the upper left and leave missing points out", () => {
    const width = 30;
    const values = Float32Array.from({ length: width * width }, (_, i) => Math.sin((i % width) / 2));
    values[15 * width + 15] = Number.NaN;
    const surface: Surface = { width, height: width, incrementX: 1, incrementY: 1, values, kind: "topography" };
    const shade = shadeRelief(surface);
    expect(shade[15 * width + 14]).toBeNaN();
    expect(shade[10 * width + 12]).toBeGreaterThan(0.6);
    expect(shade[10 * width + 6]).toBeLessThan(0.4);
  });
});

describe("drawComparison", () => {
  const firearm = simulateFirearm(71);
  let a: PreparedMark;
  let b: PreparedMark;
  beforeAll(() => {
    a = prepareLand(simulateLandFiring(firearm, 0, 1), { scaleKnown: true });
    b = prepareLand(simulateLandFiring(firearm, 0, 2), { scaleKnown: true });
  });

  it("draws lands with both profiles in their colours, the same each time", () => {
    const comparison = compareLands(a, b);
    const picture = drawComparison(a, b, comparison);
    expect(picture.width).toBe(1440);
    expect(picture.rgba).toHaveLength(picture.width * picture.height * 4);
    const plot = { left: 40, right: 1400, top: 540, bottom: 700 };
    expect(countNear(picture, MARK_A, plot)).toBeGreaterThan(1000);
    expect(countNear(picture, MARK_B, plot)).toBeGreaterThan(500);
    expect(Buffer.compare(drawComparison(a, b, comparison).rgba, picture.rgba)).toBe(0);
  });

  it("draws a refusal with its reason instead of a score", () => {
    const outcome = compareLands(a, { ...b, scaleKnown: false });
    expect(outcome.comparable).toBe(false);
    const picture = drawComparison(a, b, outcome);
    expect(picture.width).toBe(1440);
    expect(listFigures(a, outcome).map(([name]) => name)).toEqual(["Result", "Method"]);
    expect(countNear(picture, INK, { left: 0, right: 700, top: 560, bottom: picture.height })).toBeGreaterThan(300);
  });

  it("draws congruent cells where they lie, in the colour of their correlation, and the others faintly", () => {
    const surface = simulateBreechFaceFiring(firearm, 1);
    const mark: PreparedMark = { ...a, region: "BreechFace", surface, profile: null };
    const cell = { direction: "forward", y: 0, size: 450e-6, pose: { angle: 0, shiftX: 0, shiftY: 0 } } as const;
    const comparison: Comparison = {
      comparable: true,
      method: "breech-face-cells",
      methodVersion: "1",
      score: 0.5,
      pose: { angle: 0, shiftX: 0, shiftY: 0 },
      correlation: 0.9,
      overlap: 1,
      segments: null,
      cells: {
        usable: 2,
        congruent: 1,
        fraction: 0.5,
        evidence: [
          { ...cell, x: -1e-3, correlation: 1, congruent: true },
          { ...cell, x: 1e-3, correlation: 0.1, congruent: false },
        ],
      },
    };
    const picture = drawComparison(mark, mark, comparison);
    const yellow = pickScaleColour(1);
    const panel = (i: number, from: number, to: number) => {
      const left = 28 + i * 466;
      return { left: left + Math.round(from * 450), right: left + Math.round(to * 450), top: 104, bottom: 554 };
    };
    for (const i of [0, 1]) {
      expect(countNear(picture, yellow, panel(i, 0, 0.5))).toBeGreaterThan(200);
      expect(countNear(picture, yellow, panel(i, 0.5, 1))).toBe(0);
    }
    // Laid over itself everything is grey: neither mark's colour shows.
    expect(countNear(picture, MARK_A, panel(2, 0, 1)) + countNear(picture, MARK_B, panel(2, 0, 1))).toBe(0);
    expect(listFigures(mark, comparison)).toContainEqual(["Congruent cells", "1 of 2 (50 %)"]);
  });
});
