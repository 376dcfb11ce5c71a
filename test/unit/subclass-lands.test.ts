import { describe, expect, it } from "@jest/globals";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { assessLandSubclassRisk } from "../../src/analysis/compare/subclass-lands.ts";
import { createRandom } from "../../src/analysis/random.ts";

const PITCH = 2.5e-6;
const LENGTH = 560;

/** Twelve waves of lengths between the two. */
function makeStriae(seed: number, shortest: number, longest: number): Float32Array {
  const random = createRandom(seed);
  const waves = Array.from({ length: 12 }, () => ({
    k: (2 * Math.PI) / (shortest + (longest - shortest) * random.uniform()),
    phase: 2 * Math.PI * random.uniform(),
  }));
  return Float32Array.from({ length: LENGTH }, (_, i) =>
    waves.reduce((sum, { k, phase }) => sum + Math.cos(k * i * PITCH + phase), 0),
  );
}

/** Broad and fine striae in equal parts; `lag` samples to the right in the scan. */
function makeLand(broad: number, fine: number, lag = 0, scaleKnown = true): PreparedMark {
  const coarse = makeStriae(broad, 140e-6, 240e-6);
  const detail = makeStriae(fine, 20e-6, 40e-6);
  const at = (i: number): number => {
    const from = i - lag;
    return from < 0 || from >= LENGTH ? Number.NaN : coarse[from] + detail[from];
  };
  const profile = Float32Array.from({ length: LENGTH }, (_, i) => at(i));
  const pitch = scaleKnown ? PITCH : 1;
  const surface = { width: LENGTH, height: 1, incrementX: pitch, incrementY: pitch, values: profile };
  return {
    preparation: "land-striae",
    preparationVersion: "1.0.0",
    region: "LEA",
    surface: { ...surface, kind: "topography" },
    profile,
    scaleKnown,
  };
}

function lay(lag: number, pitch = PITCH): Comparison {
  return {
    comparable: true,
    method: "land-profile",
    methodVersion: "1.0.0",
    score: 0.6,
    pose: { angle: 0, shiftX: -lag * pitch, shiftY: 0 },
    stretch: 1,
    correlation: 0.6,
    overlap: 1,
    cells: null,
    segments: [],
  };
}

describe("assessLandSubclassRisk", () => {
  it("marks lands that share the broad striae alone, at the lag where they agree", () => {
    const risk = assessLandSubclassRisk(makeLand(1, 2), makeLand(1, 3, 30), lay(30));
    expect(risk).toMatchObject({ risk: "subclass risk", kind: "parallel" });
    expect(risk.share).toBeGreaterThan(0.8);
    expect(risk.reason).toMatch(/broad striae \(above 90 um\) correlate by (1\.00|0\.9\d).*one broach/);
  });

  it("does not mark lands whose fine striae agree too", () => {
    const risk = assessLandSubclassRisk(makeLand(1, 2), makeLand(1, 2, 30), lay(30));
    expect(risk.risk).toBe("none");
    expect(risk.share).toBeLessThan(0.7);
    expect(risk.reason).toMatch(/fine ones correlate by (1\.00|0\.9\d)/);
  });

  it("does not mark lands that agree in little or in the fine striae alone", () => {
    expect(assessLandSubclassRisk(makeLand(1, 2), makeLand(4, 3), lay(0)).risk).toBe("none");
    expect(assessLandSubclassRisk(makeLand(1, 2), makeLand(4, 2), lay(0)).risk).toBe("none");
  });

  it("reads a land without a scale as if it were of the usual width", () => {
    const risk = assessLandSubclassRisk(makeLand(1, 2, 0, false), makeLand(1, 3, 30, false), lay(30, 1));
    expect(risk.risk).toBe("subclass risk");
  });

  it("says so where there is nothing to judge", () => {
    const land = makeLand(1, 2);
    const reason = "Not assessed: too little of the two profiles lies on each other.";
    expect(assessLandSubclassRisk(land, { ...land, profile: null }, lay(0))).toMatchObject({ kind: null, reason });
    expect(assessLandSubclassRisk(land, makeLand(1, 2), lay(520))).toMatchObject({ kind: null, reason });
  });
});
