import { beforeAll, describe, expect, it } from "@jest/globals";
import { createQuery } from "../../src/analysis/compare/compare-marks.ts";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { carryPath, composePoses, findPathCentre, moveAlong } from "../../src/analysis/compare/subclass-path.ts";
import { assessSubclassRisk } from "../../src/analysis/compare/subclass-risk.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { applyPose } from "../../src/analysis/surface.ts";

function fire(make: string, firearm: number, shot: number, share = 0.75): PreparedMark {
  const made = simulateFirearm(firearm, { make, batch: { seed: 900, share } });
  return prepareMark(simulateBreechFaceFiring(made, shot), "BreechFace", { scaleKnown: true });
}

function compare(a: PreparedMark, b: PreparedMark): Comparison {
  const outcome = createQuery(a).compareWith(b);
  if (!outcome.comparable) throw new Error(outcome.reason);
  return outcome;
}

// Seeds that nothing was tuned on. Rings lie at any turn about their centre: firings that the registration lays right.
describe.each([
  ["Calabash", "parallel"],
  ["Lignum", "concentric"],
  ["Mahoe", "arched"],
  ["Poui", "crosshatch"],
])("consecutively made firearms of %s", (make, kind) => {
  let first: PreparedMark;
  let again: PreparedMark;
  let next: PreparedMark;
  beforeAll(() => {
    first = fire(make, 8101, 1);
    again = fire(make, 8101, 2);
    next = fire(make, 8102, 1);
  });

  it(`agree by ${kind} toolmarks, and are marked`, () => {
    const { score, subclass } = compare(first, next);
    expect(score).toBeGreaterThan(0.2);
    expect(subclass).toMatchObject({ risk: "subclass risk", kind });
    expect(subclass?.share).toBeGreaterThan(0.6);
    expect(subclass?.reason).toMatch(
      /toolmarks run through both .* correlate by 0\.\d\d of 0\.\d\d \(\d+ %\).*individual detail/,
    );
  });

  it("are not marked where one firearm's own detail agrees too", () => {
    const { score, subclass } = compare(first, again);
    expect(score).toBeGreaterThan(0.5);
    expect(subclass).toMatchObject({ risk: "none", kind });
    expect(subclass?.reason).toMatch(/does not rest on the toolmarks alone/);
  });
});

describe("assessSubclassRisk", () => {
  it("finds no toolmarks in grain, however well it agrees", () => {
    const a = fire("Guaiacum", 8201, 1);
    const b = fire("Guaiacum", 8202, 1);
    const { score, subclass } = compare(a, b);
    expect(score).toBeGreaterThan(0.5);
    expect(subclass).toEqual({
      risk: "none",
      kind: null,
      reason: "No parallel, turned or arched toolmarks run through both marks.",
      share: 0,
    });
  });

  it("is silent about a score that is too low to show", () => {
    const outcome = compare(fire("Guaiacum", 8203, 1, 0), fire("Calabash", 8204, 1, 0));
    expect(outcome.score).toBeLessThan(0.2);
    expect(outcome).not.toHaveProperty("subclass");
  });

  it("does not judge images", () => {
    const a = fire("Calabash", 8101, 1);
    const image: PreparedMark = { ...a, surface: { ...a.surface, kind: "reflectance" } };
    expect(assessSubclassRisk(image, image, compare(a, a))).toMatchObject({ risk: "none", kind: null });
  });
});

describe("tool paths", () => {
  const arc = { x: 1e-3, y: 2e-3, angle: 0.5, curvature: 400 };

  it("carry their own point along, and leave the centre where it is", () => {
    const centre = findPathCentre(arc);
    if (centre === null) throw new Error("an arc has a centre");
    expect(Math.hypot(centre.x - arc.x, centre.y - arc.y)).toBeCloseTo(1 / 400, 12);
    const still = applyPose(moveAlong(arc, 3e-4), centre.x, centre.y);
    expect(still.x).toBeCloseTo(centre.x, 12);
    expect(still.y).toBeCloseTo(centre.y, 12);
    // A step so short that it is straight.
    const moved = applyPose(moveAlong(arc, 1e-7), arc.x, arc.y);
    expect((moved.x - arc.x) / 1e-7).toBeCloseTo(Math.cos(0.5), 4);
    expect((moved.y - arc.y) / 1e-7).toBeCloseTo(Math.sin(0.5), 4);
    expect(moveAlong({ ...arc, curvature: 0 }, 2)).toEqual({
      angle: 0,
      shiftX: 2 * Math.cos(0.5),
      shiftY: 2 * Math.sin(0.5),
    });
    expect(findPathCentre({ ...arc, curvature: 0 })).toBeNull();
  });

  it("mean the same motion in the frame of another scan", () => {
    const pose = { angle: 2.2, shiftX: 3e-4, shiftY: -7e-4 };
    const there = composePoses(moveAlong(carryPath(arc, pose), 4e-4), pose);
    const back = composePoses(pose, moveAlong(arc, 4e-4));
    for (const [x, y] of [
      [0, 0],
      [1e-3, -2e-3],
    ] as const) {
      const p = applyPose(there, x, y);
      const q = applyPose(back, x, y);
      expect(p.x).toBeCloseTo(q.x, 12);
      expect(p.y).toBeCloseTo(q.y, 12);
    }
  });
});
