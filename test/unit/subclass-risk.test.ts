import { beforeAll, describe, expect, it } from "@jest/globals";
import { createQuery } from "../../src/analysis/compare/compare-marks.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { carryPath, composePoses, findPathCentre, moveAlong } from "../../src/analysis/compare/subclass-path.ts";
import { assessSubclassRisk } from "../../src/analysis/compare/subclass-risk.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { applyPose } from "../../src/analysis/surface.ts";

/** The second of two lies turned against the first, by a known pose. */
const TURN = 0.7;
const STILL = { shiftX: 0, shiftY: 0 };

function fire(make: string, firearm: number, shot: number, rotation: number, share = 0.75): PreparedMark {
  const made = simulateFirearm(firearm, { make, batch: { seed: 900, share } });
  const scan = simulateBreechFaceFiring(made, shot, { ...STILL, rotation });
  return prepareMark(scan, "BreechFace", { scaleKnown: true });
}

/** Where a comparison that is right lays the second on the first. */
const AT_TRUE_POSE = { pose: { angle: -TURN, ...STILL } };

// Seeds that nothing was tuned on.
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
    first = fire(make, 8101, 1, 0);
    again = fire(make, 8101, 2, TURN);
    next = fire(make, 8102, 1, TURN);
  });

  it(`agree by ${kind} toolmarks, and are marked`, () => {
    const subclass = assessSubclassRisk(first, next, AT_TRUE_POSE);
    expect(subclass).toMatchObject({ risk: "subclass risk", kind });
    expect(subclass.share).toBeGreaterThan(0.6);
    expect(subclass.reason).toMatch(
      /toolmarks run through both .* correlate by 0\.\d\d of 0\.\d\d \(\d+ %\).*individual detail/,
    );
  });

  it("are not marked where one firearm's own detail agrees too; a comparison says so", () => {
    expect(assessSubclassRisk(first, again, AT_TRUE_POSE)).toMatchObject({ risk: "none", kind });
    const outcome = createQuery(first).compareWith(again);
    if (!outcome.comparable) throw new Error(outcome.reason);
    expect(outcome.score).toBeGreaterThan(0.5);
    expect(outcome.subclass).toMatchObject({ risk: "none", kind });
    expect(outcome.subclass?.reason).toMatch(/does not rest on the toolmarks alone/);
  });
});

describe("assessSubclassRisk", () => {
  it("finds no toolmarks in grain, however well it agrees", () => {
    const a = fire("Guaiacum", 8201, 1, 0);
    const b = fire("Guaiacum", 8202, 1, TURN);
    const outcome = createQuery(a).compareWith(b);
    expect(outcome).toMatchObject({
      comparable: true,
      subclass: {
        risk: "none",
        kind: null,
        reason: "No parallel, turned or arched toolmarks run through both marks.",
        share: 0,
      },
    });
  });

  it("is silent about a score that is too low to show", () => {
    const a = fire("Guaiacum", 8203, 1, 0, 0);
    const outcome = createQuery(a).compareWith(fire("Guaiacum", 8204, 1, TURN, 0));
    expect(outcome).not.toHaveProperty("subclass");
    expect(createQuery(a).compareWith(a)).toHaveProperty("subclass");
  });

  it("does not judge images", () => {
    const a = fire("Calabash", 8101, 1, 0);
    const image: PreparedMark = { ...a, surface: { ...a.surface, kind: "reflectance" } };
    expect(assessSubclassRisk(image, image, AT_TRUE_POSE)).toMatchObject({ risk: "none", kind: null });
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
