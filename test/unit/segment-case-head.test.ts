import { describe, expect, test } from "@jest/globals";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { rotateSurfaceAtRandom } from "../../src/analysis/evaluate/rotate-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { applyOutlines } from "../../src/analysis/segment/apply-outlines.ts";
import { fillRings } from "../../src/analysis/segment/fill-rings.ts";
import { LEAST_CONFIDENCE, type OutlinePart, type Segmentation } from "../../src/analysis/segment/outline.ts";
import { segmentMark } from "../../src/analysis/segment/segment-mark.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { HEAD, type HeadOptions, simulateHead } from "../support/simulated-head.ts";

const KNOWN = { scaleKnown: true };
const segmentHead = (options?: HeadOptions) => segmentMark(simulateHead(options), "BreechFace", KNOWN);
const findPart = (segmentation: Segmentation, part: OutlinePart) =>
  segmentation.outlines.find((outline) => outline.part === part);

/** Square metres of a part and where its middle lies. */
function measurePart(segmentation: Segmentation, part: OutlinePart) {
  const grid = { width: 900, height: 900, incrementX: 10e-6, incrementY: 10e-6 };
  const mask = fillRings(findPart(segmentation, part)?.rings ?? [], grid);
  let [count, x, y] = [0, 0, 0];
  mask.forEach((value, i) => {
    count += value;
    x += value * ((i % 900) - 449.5) * 10e-6;
    y += value * (Math.floor(i / 900) - 449.5) * 10e-6;
  });
  return { area: count * 1e-10, x: x / count, y: y / count };
}

const circleArea = (radius: number) => Math.PI * radius ** 2;

describe("a whole case head", () => {
  test("is taken apart: primer, breech face, impression, flow-back, headstamp", () => {
    const found = segmentHead();
    expect(found.confidence).toBeGreaterThan(0.9);
    const primer = measurePart(found, "Primer");
    expect(2 * Math.sqrt(primer.area / Math.PI)).toBeCloseTo(2 * HEAD.primer, 4);
    expect(Math.hypot(primer.x - HEAD.x, primer.y - HEAD.y)).toBeLessThan(30e-6);
    const face = measurePart(found, "BreechFace").area;
    expect(face / (circleArea(HEAD.flat) - circleArea(HEAD.aperture))).toBeGreaterThan(0.75);
    expect(face / (circleArea(HEAD.slope) - circleArea(HEAD.aperture))).toBeLessThan(1);
    const pin = measurePart(found, "FiringPinImpression");
    expect(pin.area / circleArea(HEAD.pin)).toBeGreaterThan(0.8);
    expect(pin.area / circleArea(HEAD.pin)).toBeLessThan(1.35);
    const flow = measurePart(found, "Aperture").area;
    expect(flow / (circleArea(HEAD.aperture) - pin.area)).toBeCloseTo(1, 0);
    expect(measurePart(found, "Headstamp").area).toBeGreaterThan(0.8 * (36e-6 - circleArea(HEAD.gapEnd)));
    expect(found.remarks.join(" ")).toContain("the scale is right");
  });

  test("is found though it is turned, tilted, its gap hidden or bridged by a particle", () => {
    const turned = rotateSurfaceAtRandom(simulateHead(), createRandom(8));
    for (const scan of [
      turned,
      simulateHead({ tilt: 0.05 }),
      simulateHead({ gapMissing: true }),
      simulateHead({ bridge: 0.4 }),
    ]) {
      const found = segmentMark(scan, "BreechFace", KNOWN);
      expect(found.confidence).toBeGreaterThan(0.8);
      expect(2 * Math.sqrt(measurePart(found, "Primer").area / Math.PI)).toBeGreaterThan(4.3e-3);
      expect(2 * Math.sqrt(measurePart(found, "Primer").area / Math.PI)).toBeLessThan(4.6e-3);
    }
  });

  test("without flow-back or without an impression has no outline of them", () => {
    const tight = segmentHead({ flowBack: 0 });
    expect(findPart(tight, "Aperture")).toBeUndefined();
    expect(findPart(tight, "FiringPinImpression")).toBeDefined();
    const unfired = segmentHead({ flowBack: 0, depth: 0 });
    expect(findPart(unfired, "FiringPinImpression")).toBeUndefined();
    expect(findPart(unfired, "BreechFace")).toBeDefined();
    const pin = segmentMark(simulateHead({ flowBack: 0, depth: 0 }), "FiringPinImpression", KNOWN);
    expect(pin.confidence).toBe(0);
    expect(pin.remarks.join(" ")).toContain("Draw the firing-pin impression");
  });

  test("whose primer is of an impossible size contradicts its scale", () => {
    const head = simulateHead();
    const scaled = {
      ...head,
      incrementX: 2.54 * 20e-6,
      incrementY: 2.54 * 20e-6,
      values: head.values.map((z) => 2.54 * z),
    };
    const found = segmentMark(scaled, "BreechFace", KNOWN);
    expect(found.confidence).toBe(0);
    expect(found.remarks[0]).toMatch(/no primer does.*2\.5\d* times too large/);
  });
});

describe("what is no whole case head", () => {
  test("a scan of the mark alone keeps all of its data", () => {
    const firing = simulateBreechFaceFiring(simulateFirearm(4), 1, { pitch: 12.5e-6 });
    const found = segmentMark(firing, "BreechFace", KNOWN);
    expect(found.confidence).toBe(1);
    expect(found.remarks[0]).toContain("the mark alone");
    expect(applyOutlines(firing, found, "BreechFace").values).toEqual(firing.values);
  });

  test("a primer without its gap in view is still cut to its face", () => {
    const { values, ...grid } = simulateHead();
    const cut = values.map((z, i) => {
      const x = ((i % grid.width) - (grid.width - 1) / 2) * grid.incrementX - HEAD.x;
      const y = (Math.floor(i / grid.width) - (grid.height - 1) / 2) * grid.incrementY - HEAD.y;
      return Math.hypot(x, y) < 2e-3 ? z : Number.NaN;
    });
    const found = segmentMark({ ...grid, values: cut }, "BreechFace", KNOWN);
    expect(found.confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
    expect(findPart(found, "FiringPinImpression")).toBeDefined();
    expect(measurePart(found, "BreechFace").area).toBeLessThan(circleArea(HEAD.slope) - circleArea(HEAD.aperture));
  });

  test("levels without a primer, a scan too wide and an empty one are for a person, and nothing is prepared", () => {
    const makeScan = (side: number, z: (radius: number) => number): Surface => {
      const values = Float32Array.from({ length: side * side }, (_, i) =>
        z(Math.hypot((i % side) - side / 2, Math.floor(i / side) - side / 2) * 25e-6),
      );
      return { width: side, height: side, incrementX: 25e-6, incrementY: 25e-6, values, kind: "topography" };
    };
    const scans = [
      makeScan(160, (r) => (r < 0.9e-3 ? 120e-6 : 0)),
      makeScan(320, (r) => 2e-6 * Math.sin(r / 50e-6)),
      makeScan(100, () => Number.NaN),
    ];
    for (const scan of scans) {
      const found = segmentMark(scan, "BreechFace", KNOWN);
      expect(found.confidence).toBeLessThan(LEAST_CONFIDENCE);
      expect(found.remarks.length).toBeGreaterThan(0);
      expect(() => prepareMark(scan, "BreechFace", KNOWN)).toThrow(expect.objectContaining({ code: "NOT_COMPARABLE" }));
    }
    expect(segmentMark(scans[0], "BreechFace", KNOWN).remarks.join(" ")).toContain("Draw the breech face");
  });
});

test("preparation keeps to the outlines that a person drew, and cuts each region from the same scan", () => {
  const head = simulateHead();
  const square = [
    { x: -0.3e-3, y: -0.3e-3 },
    { x: 0.3e-3, y: -0.3e-3 },
    { x: 0.3e-3, y: 0.3e-3 },
    { x: -0.3e-3, y: 0.3e-3 },
  ].map(({ x, y }) => ({ x, y: y + 1.3e-3 }));
  const drawn: Segmentation = {
    method: "examiner",
    methodVersion: "1",
    outlines: [{ part: "BreechFace", rings: [square], confidence: 1 }],
    confidence: 1,
    remarks: [],
  };
  const countArea = (surface: Surface) =>
    surface.values.filter((z) => !Number.isNaN(z)).length * surface.incrementX * surface.incrementY;
  const { surface } = prepareMark(head, "BreechFace", { scaleKnown: true, segmentation: drawn });
  expect(countArea(surface)).toBeGreaterThan(0.5 * 0.36e-6);
  expect(countArea(surface)).toBeLessThan(0.36e-6);
  const coarse = () => prepareMark(head, "FiringPinImpression", KNOWN);
  expect(coarse).toThrow(
    expect.objectContaining({ code: "NOT_COMPARABLE", message: expect.stringContaining("20 um apart") }),
  );
  const fine = simulateHead({ side: 560, increment: 10e-6, depth: 60e-6 });
  const pin = prepareMark(fine, "FiringPinImpression", KNOWN);
  expect(countArea(pin.surface)).toBeLessThan(1.3 * circleArea(HEAD.pin));
  expect(countArea(pin.surface)).toBeGreaterThan(0.3 * circleArea(HEAD.pin));
});
