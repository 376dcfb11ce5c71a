import { describe, expect, it } from "@jest/globals";
import { compareLands } from "../../src/analysis/compare/land-compare.ts";
import { transposeSurface } from "../../src/analysis/compare/land-orientation.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { fillRings } from "../../src/analysis/segment/fill-rings.ts";
import { LEAST_CONFIDENCE, type OutlinePart, type Segmentation } from "../../src/analysis/segment/outline.ts";
import { segmentLand } from "../../src/analysis/segment/segment-land.ts";
import { segmentMark } from "../../src/analysis/segment/segment-mark.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const firearm = simulateFirearm(61);
const known = { scaleKnown: true };

function maskOf(segmentation: Segmentation, part: OutlinePart, surface: Surface): Uint8Array {
  const rings = segmentation.outlines.filter((outline) => outline.part === part).flatMap((outline) => outline.rings);
  return fillRings(rings, surface);
}

function overlapOf(p: Uint8Array, q: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < p.length; i++) {
    both += p[i] & q[i];
    either += p[i] | q[i];
  }
  return both / either;
}

/** Where two scans that differ only in a fault differ by more than `least` metres. */
function differ(a: Surface, b: Surface, least: number): Uint8Array {
  return Uint8Array.from(a.values, (value, i) => (Math.abs(value - b.values[i]) > least ? 1 : 0));
}

describe("segmentLand on simulated lands", () => {
  for (const lean of [-0.09, 0, 0.09]) {
    it(`draws the land between its shoulders, the striae leaning by ${lean}`, () => {
      const scan = simulateLandFiring(firearm, 1, 3, { shift: 40e-6, lean });
      const found = segmentLand(scan, known);
      expect(found.confidence).toBeGreaterThan(LEAST_CONFIDENCE);
      const land = firearm.lands[1];
      const truth = new Uint8Array(scan.values.length).map((_, i) => {
        const x = ((i % scan.width) - (scan.width - 1) / 2) * scan.incrementX;
        const y = (Math.floor(i / scan.width) - (scan.height - 1) / 2) * scan.incrementY;
        return Math.abs(x - 40e-6 - Math.tan(lean) * y) < land.width / 2 ? 1 : 0;
      });
      expect(overlapOf(maskOf(found, "LandEngravedArea", scan), truth)).toBeGreaterThan(0.93);
      expect(found.remarks.some((remark) => /lean/.test(remark))).toBe(Math.abs(lean) > 0.05);
    });
  }

  it("draws tank rash and pits as damage, and little of a clean land", () => {
    const clean = simulateLandFiring(firearm, 0, 5, { shift: 0 });
    const count = (mask: Uint8Array): number => mask.reduce((sum, marked) => sum + marked, 0) / mask.length;
    expect(count(maskOf(segmentLand(clean, known), "Damage", clean))).toBeLessThan(0.03);
    const scraped = simulateLandFiring(firearm, 0, 5, { shift: 0, tankRash: true });
    const damage = maskOf(segmentLand(scraped, known), "Damage", scraped);
    const truth = differ(clean, scraped, 4e-6);
    let hit = 0;
    for (let i = 0; i < truth.length; i++) hit += truth[i] & damage[i];
    expect(hit / truth.reduce((sum, marked) => sum + marked, 0)).toBeGreaterThan(0.4);
    // Most of what is drawn lies where something was scraped.
    const near = differ(clean, scraped, 0.5e-6);
    let right = 0;
    for (let i = 0; i < near.length; i++) right += near[i] & damage[i];
    expect(right / damage.reduce((sum, marked) => sum + marked, 0)).toBeGreaterThan(0.6);
  });

  it("takes the cross-cut from the rows where the mark has not decayed", () => {
    const scan = simulateLandFiring(firearm, 2, 5, { shift: 0, decay: 0.6 });
    const cut = maskOf(segmentLand(scan, known), "CrossCut", scan);
    const middle = Math.round(scan.width / 2);
    expect(cut[10 * scan.width + middle]).toBe(1);
    expect(cut[(scan.height - 5) * scan.width + middle]).toBe(0);
  });

  it("says that the axes are swapped and draws in the scan as it is", () => {
    const scan = simulateLandFiring(firearm, 1, 4);
    const swapped = transposeSurface(scan);
    const found = segmentLand(swapped, known);
    expect(found.remarks.join()).toMatch(/axes are swapped/);
    const back = transposeSurface({
      ...swapped,
      values: Float32Array.from(maskOf(found, "LandEngravedArea", swapped)),
    }).values;
    const straight = maskOf(segmentLand(scan, known), "LandEngravedArea", scan);
    expect(overlapOf(Uint8Array.from(back), straight)).toBeGreaterThan(0.97);
  });

  it("asks a person where no shoulder is seen, or no striae", () => {
    const scan = simulateLandFiring(firearm, 1, 4);
    const middle = { ...scan, values: scan.values.map((z, i) => (Math.abs((i % 950) - 475) < 150 ? z : Number.NaN)) };
    const alone = segmentLand(middle, known);
    expect(alone.confidence).toBeLessThan(LEAST_CONFIDENCE);
    expect(alone.remarks.join()).toMatch(/on the left.*on the right/);
    const random = createRandom(5);
    const blank = { ...scan, values: scan.values.map((_, i) => -((((i % 950) - 475) * 2e-6) ** 2) / 9e-3) };
    const noise = { ...blank, values: blank.values.map((z) => z + 1e-6 * random.normal()) };
    for (const nothing of [blank, noise]) {
      expect(segmentLand(nothing, known).confidence).toBeLessThan(LEAST_CONFIDENCE);
    }
    const empty = { ...scan, values: new Float32Array(scan.values.length).fill(Number.NaN) };
    expect(segmentLand(empty, known)).toMatchObject({ confidence: 0, outlines: [] });
  });

  it("is what segmentMark does with a land", () => {
    const scan = simulateLandFiring(firearm, 1, 4);
    expect(segmentMark(scan, "LEA", known)).toEqual(segmentLand(scan, known));
  });
});

describe("prepareLand with outlines", () => {
  const scan = simulateLandFiring(firearm, 3, 6, { tankRash: true, lean: 0.06 });
  const mate = prepareLand(simulateLandFiring(firearm, 3, 7), known);
  const scoreOf = (segmentation?: Segmentation): number => {
    const mark = prepareLand(scan, segmentation ? { ...known, segmentation } : known);
    const outcome = compareLands(mark, mate);
    return outcome.comparable ? outcome.score : 0;
  };

  it("prepares the same from the outlines that it found itself", () => {
    const found = segmentLand(scan, known);
    expect(scoreOf(found)).toBe(scoreOf());
    // And nearly the same where a person takes them over as they are.
    expect(Math.abs(scoreOf({ ...found, method: "examiner" }) - scoreOf())).toBeLessThan(0.06);
  });

  it("keeps to what a person drew", () => {
    const found = segmentLand(scan, known);
    const half = found.outlines.map((outline) =>
      outline.part === "LandEngravedArea"
        ? { ...outline, rings: outline.rings.map((ring) => ring.map(({ x, y }) => ({ x: Math.min(x, 0), y }))) }
        : outline,
    );
    const mark = prepareLand(scan, { ...known, segmentation: { ...found, method: "examiner", outlines: half } });
    const present = (mark.profile ?? new Float32Array()).filter((value) => !Number.isNaN(value)).length;
    expect(Math.abs(present * 2.5e-6 - firearm.lands[3].width / 2)).toBeLessThan(80e-6);
  });

  it("refuses outlines without a land", () => {
    const none = { ...segmentLand(scan, known), method: "examiner", outlines: [] };
    expect(() => prepareLand(scan, { ...known, segmentation: none })).toThrow(
      expect.objectContaining({ code: "NOT_COMPARABLE" }),
    );
  });
});
