import { describe, expect, test } from "@jest/globals";
import { compareBreechFaces } from "../../src/analysis/compare/compare-breech-faces.ts";
import type { Comparison, ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { decodePreparedMark, encodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { applyPose, type Surface } from "../../src/analysis/surface.ts";
import { swapSides } from "../../src/usecases/analysis/swap-sides.ts";
import { simulateHeadImage } from "../support/simulated-head-image.ts";

const [one, other] = [simulateFirearm(11), simulateFirearm(12)];
const prepare = (image: Surface): PreparedMark => prepareMark(image, "BreechFace", { scaleKnown: false });

function expectComparable(outcome: ComparisonOutcome): Comparison {
  if (!outcome.comparable) throw new Error(`not comparable: ${outcome.reason}`);
  return outcome;
}

function expectAlike(outcome: ComparisonOutcome, degrees: number): Comparison {
  const comparison = expectComparable(outcome);
  const apart = (comparison.pose.angle * 180) / Math.PI - degrees;
  expect(Math.abs(apart - 360 * Math.round(apart / 360))).toBeLessThan(1.5);
  expect(comparison.cells?.congruent).toBeGreaterThan(8);
  return comparison;
}

function expectUnlike(outcome: ComparisonOutcome, alike: Comparison): void {
  if (!outcome.comparable) return;
  expect(outcome.cells?.congruent).toBeLessThanOrEqual(2);
  expect(outcome.score).toBeLessThan(alike.score / 3);
}

describe("images of unknown scale", () => {
  const ring = prepare(simulateHeadImage(one, 1));

  test("under a ring light compare at any orientation, and at another magnification", () => {
    const turned = prepare(simulateHeadImage(one, 2, { rotation: 0.7, pixel: 12 }));
    expect([turned.scaleKnown, turned.scaleSource, turned.light?.kind]).toEqual([false, "primer", "ring"]);
    const alike = expectAlike(compareBreechFaces(ring, turned), (-0.7 * 180) / Math.PI);
    expect(alike.method).toBe("breech-face-image-cells");
    expect(Math.abs((alike.stretch ?? 0) - 1)).toBeLessThan(0.04);
    expectUnlike(compareBreechFaces(ring, prepare(simulateHeadImage(other, 1, { rotation: 0.7 }))), alike);
  }, 60_000);

  test("under a side light compare though the case is turned beneath it", () => {
    const a = prepare(simulateHeadImage(one, 1, { azimuth: 0 }));
    const b = prepare(simulateHeadImage(one, 2, { azimuth: 0, rotation: 1.2 }));
    expect([a.light?.kind, b.light?.kind]).toEqual(["side", "side"]);
    const alike = expectAlike(compareBreechFaces(a, b), (-1.2 * 180) / Math.PI);
    expect(alike.method).toBe("breech-face-image-relief-cells");
    expectUnlike(compareBreechFaces(a, prepare(simulateHeadImage(other, 1, { azimuth: 2 }))), alike);
  }, 60_000);

  test("compare with topographies, whichever is asked for the other", () => {
    const scan = prepareMark(simulateBreechFaceFiring(one, 3, { rotation: 2 }), "BreechFace", { scaleKnown: true });
    const stranger = prepareMark(simulateBreechFaceFiring(other, 3, { rotation: 2 }), "BreechFace", {
      scaleKnown: true,
    });
    const side = prepare(simulateHeadImage(one, 1, { azimuth: 0 }));
    for (const image of [ring, side]) {
      const alike = expectAlike(compareBreechFaces(image, scan), (-2 * 180) / Math.PI);
      expect(alike.method).toBe("breech-face-image-topography-cells");
      expectAlike(compareBreechFaces(scan, image), (2 * 180) / Math.PI);
      expectUnlike(compareBreechFaces(image, stranger), alike);
    }
  }, 60_000);

  test("give the search a map of their texture, and come back from their bytes", () => {
    const { data } = buildDescriptorInput(ring);
    const covered = data.subarray(data.length / 2).reduce((sum, value) => sum + value, 0);
    // At 37.5 um: the ring of .9 to 1.8 mm has some 5,400 points.
    expect(covered).toBeGreaterThan(3500);
    expect(covered).toBeLessThan(7000);
    const again = decodePreparedMark(encodePreparedMark(ring));
    expect([again.scaleSource, again.light, again.scaleKnown]).toEqual(["primer", ring.light, false]);
  });
});

describe("a stated scale", () => {
  test("is used where the primer agrees with it", () => {
    const image = simulateHeadImage(one, 1, { increment: 10e-6 });
    const mark = prepareMark(image, "BreechFace", { scaleKnown: true });
    expect([mark.scaleKnown, mark.scaleSource]).toEqual([true, "stated"]);
  });

  test("is refused where it makes the primer a coin", () => {
    const image = simulateHeadImage(one, 1, { increment: 40e-6 });
    expect(() => prepareMark(image, "BreechFace", { scaleKnown: true })).toThrow(/the primer would measure 17\.\d+ mm/);
  });

  test("is asked for where no primer tells it", () => {
    const image = simulateHeadImage(one, 1);
    const cut = { ...image, values: image.values.map((value, i) => (i % 2 === 0 && i < 90_000 ? Number.NaN : value)) };
    expect(() => prepare(cut)).toThrow(/scale of the image is unknown and no primer was found/);
  });
});

test("an image without a case head is not comparable, and says what was not found", () => {
  const blank: Surface = { ...simulateHeadImage(one, 1), values: new Float32Array(560 * 560).fill(0.5) };
  expect(() => prepare(blank)).toThrow(/BreechFace was not found in the image.*No round edge/);
});

test("told from the other side, a comparison at another size moves the same points", () => {
  const told = expectComparable(
    compareBreechFaces(
      prepare(simulateHeadImage(one, 1)),
      prepare(simulateHeadImage(one, 2, { rotation: 0.7, pixel: 12 })),
    ),
  );
  const comparison = { ...told, stretch: 0.9 };
  const swapped = expectComparable(swapSides(comparison));
  const b = { x: 4e-4, y: -7e-4 };
  const a = applyPose(comparison.pose, 0.9 * b.x, 0.9 * b.y);
  const again = applyPose(swapped.pose, (swapped.stretch ?? 1) * a.x, (swapped.stretch ?? 1) * a.y);
  expect(Math.hypot(again.x - b.x, again.y - b.y)).toBeLessThan(1e-12);
  const twice = expectComparable(swapSides(swapped));
  comparison.cells?.evidence.forEach((cell, i) => {
    const back = twice.cells?.evidence[i];
    expect(back?.direction).toBe(cell.direction);
    expect(Math.hypot((back?.x ?? 1) - cell.x, (back?.y ?? 1) - cell.y)).toBeLessThan(1e-12);
    expect(Math.abs((back?.pose.shiftX ?? 1) - cell.pose.shiftX)).toBeLessThan(1e-12);
  });
});

test("a side-lit image gives the search the relief that topographies have", () => {
  const side = prepare(simulateHeadImage(one, 1, { azimuth: 0 }));
  const { data } = buildDescriptorInput(side);
  const grey = buildDescriptorInput({ ...side, light: { kind: "ring", azimuth: null } }).data;
  const plane = data.length / 2;
  // Relief has longer waves than its slopes: neighbours are more alike.
  const kinship = (values: Float32Array): number => {
    let product = 0;
    let squares = 0;
    for (let i = 0; i + 1 < plane; i++) {
      if (values[plane + i] === 0 || values[plane + i + 1] === 0) continue;
      product += values[i] * values[i + 1];
      squares += values[i] ** 2;
    }
    return product / squares;
  };
  expect(kinship(data)).toBeGreaterThan(kinship(grey) + 0.05);
});
