import { describe, expect, it } from "@jest/globals";
import { assessQuality } from "../../src/analysis/quality/assess-quality.ts";
import { measureTopography } from "../../src/analysis/quality/measure-topography.ts";
import { createRandom } from "../../src/analysis/random.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import type { Region } from "../../src/domain/vocabulary.ts";

interface Make {
  readonly side?: number;
  readonly pitch?: number;
  readonly relief?: number;
  readonly noise?: number;
  readonly tilt?: number;
  readonly keep?: (x: number, y: number, random: () => number) => boolean;
  readonly spikes?: number;
  readonly wave?: number;
}

/** A square mark of waves 60 um long, with noise, tilt, spikes and holes as asked. */
function createMark(make: Make = {}): Surface {
  const { side = 400, pitch = 6.25e-6, relief = 1.5e-6, noise = 50e-9, tilt = 0, spikes = 0, wave = 60e-6 } = make;
  const random = createRandom(11).uniform;
  const values = Float32Array.from({ length: side * side }, (_, i) => {
    const x = i % side;
    const y = Math.floor(i / side);
    if (make.keep && !make.keep(x, y, random)) return Number.NaN;
    const height =
      Math.sin((2 * Math.PI * x * pitch) / wave) * Math.cos((2 * Math.PI * y * pitch) / (1.5 * wave)) * 2 * relief;
    const leap = random() < spikes ? 100e-6 : 0;
    return height + (random() + random() + random() - 1.5) * 2 * noise + tilt * x * pitch + leap;
  });
  return { width: side, height: side, incrementX: pitch, incrementY: pitch, values, kind: "topography" };
}
const assess = (make: Make, region: Region | null = "BreechFace") =>
  assessQuality(createMark(make), { scaleKnown: true, region: region ?? undefined });

describe("measureTopography", () => {
  it("measures relief without tilt, and the noise that was put in", () => {
    const flatOfTilt = measureTopography(createMark({ tilt: 0.2 }));
    expect(flatOfTilt.roughness).toBeGreaterThan(1.4e-6);
    expect(flatOfTilt.roughness).toBeLessThan(1.6e-6);
    const noisy = measureTopography(createMark({ relief: 0, noise: 200e-9 }));
    expect(noisy.noise).toBeGreaterThan(0.85 * 200e-9);
    expect(noisy.noise).toBeLessThan(1.15 * 200e-9);
  });

  it("counts what is missing in the grid and inside the outline", () => {
    const ring = createMark({
      keep: (x, y) => Math.hypot(x - 200, y - 200) < 190 && Math.hypot(x - 200, y - 200) > 110,
    });
    const figures = measureTopography(ring);
    expect(figures.shareMissing).toBeCloseTo(1 - (Math.PI * (190 ** 2 - 110 ** 2)) / 400 ** 2, 2);
    expect(figures.shareMissingInside).toBeLessThan(0.02);
    expect(figures.area).toBeCloseTo(Math.PI * (190 ** 2 - 110 ** 2) * 6.25e-6 ** 2, 7);
    expect(figures.extent[0]).toBeCloseTo(379 * 6.25e-6, 5);
    const dropouts = measureTopography(createMark({ keep: (_x, _y, random) => random() > 0.3 }));
    expect(dropouts.shareMissingInside).toBeCloseTo(0.3, 2);
  });
});

describe("assessQuality of a topography", () => {
  it("calls a clean mark good and says what is there", () => {
    const quality = assess({});
    expect(quality.verdict).toBe("good");
    expect(quality.reasons).toEqual([expect.stringMatching(/6.3 square millimetres of data at 6.25 um/)]);
  });

  it("does not hold the empty grid around a ring against it", () => {
    const ring = (x: number, y: number): boolean =>
      Math.hypot(x - 200, y - 200) < 195 && Math.hypot(x - 200, y - 200) > 140;
    expect(assess({ keep: ring }).verdict).toBe("good");
  });

  it.each<[string, Make, string, RegExp]>([
    ["drop-outs", { keep: (_x, _y, random) => random() > 0.15 }, "usable", /missing/],
    ["many drop-outs", { keep: (_x, _y, random) => random() > 0.4 }, "poor", /40 % of the points inside/],
    ["a small patch", { side: 140 }, "poor", /square millimetres/],
    ["a tiny patch", { side: 60 }, "unsuitable", /square millimetres/],
    ["coarse points", { pitch: 12e-6 }, "usable", /12 um apart/],
    ["very coarse points", { pitch: 40e-6, wave: 200e-6 }, "poor", /40 um apart/],
    ["points wider than the marks", { pitch: 80e-6 }, "unsuitable", /80 um apart/],
    ["little relief", { relief: 100e-9, noise: 5e-9 }, "usable", /nearly flat/],
    ["no relief", { relief: 1e-9, noise: 1e-10 }, "unsuitable", /nearly flat/],
    ["noise", { relief: 1e-6, noise: 400e-9 }, "poor", /Noise/],
    ["nothing but noise at coarse points", { relief: 0, noise: 1e-6, pitch: 12e-6 }, "unsuitable", /Noise/],
    ["nothing but noise", { relief: 0, noise: 1e-6 }, "unsuitable", /Noise/],
    ["spikes", { spikes: 0.02 }, "usable", /spikes/],
  ])("judges %s", (_name, make, verdict, reason) => {
    const quality = assess(make);
    expect(quality.reasons.join("\n")).toMatch(reason);
    expect(quality.verdict).toBe(verdict);
  });

  it("asks of a region what its comparison needs", () => {
    const strip = { side: 300, pitch: 2e-6 };
    expect(assess(strip, "BreechFace").verdict).toBe("unsuitable");
    expect(assess(strip, "FiringPinImpression").verdict).toBe("good");
    expect(assess(strip, "LEA").reasons.join()).toMatch(/0.6 mm long/);
    expect(assess({ side: 600, pitch: 2e-6 }, "LEA").verdict).toBe("good");
    expect(assess(strip, null).verdict).toBe("good");
  });

  it("has no use for an unknown scale or a handful of points", () => {
    expect(assessQuality(createMark(), { scaleKnown: false }).reasons.join()).toMatch(/scale is unknown/);
    expect(assess({ side: 20 }).reasons.join()).toMatch(/400 points/);
  });

  it("puts the worst reason first", () => {
    const quality = assess({ pitch: 12e-6, relief: 1e-9, noise: 1e-10 });
    expect(quality.verdict).toBe("unsuitable");
    expect(quality.reasons[0]).toMatch(/nearly flat/);
    expect(quality.reasons.join()).toMatch(/12 um apart/);
  });
});
