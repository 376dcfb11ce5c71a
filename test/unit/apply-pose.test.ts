import { describe, expect, it } from "@jest/globals";
import { applyPose } from "../../src/analysis/surface.ts";

describe("applyPose", () => {
  it("turns x into y for a quarter turn and then shifts", () => {
    const moved = applyPose({ angle: Math.PI / 2, shiftX: 1, shiftY: -1 }, 2, 0);
    expect(moved.x).toBeCloseTo(1, 12);
    expect(moved.y).toBeCloseTo(1, 12);
  });
});
