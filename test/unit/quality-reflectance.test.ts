import { describe, expect, it } from "@jest/globals";
import { assessQuality } from "../../src/analysis/quality/assess-quality.ts";
import { createRandom } from "../../src/analysis/random.ts";
import type { Surface } from "../../src/analysis/surface.ts";

function createImage(
  width: number,
  height: number,
  at: (x: number, y: number, random: () => number) => number,
): Surface {
  const random = createRandom(5).uniform;
  const values = Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width), random));
  return { width, height, incrementX: 1, incrementY: 1, values, kind: "reflectance" };
}
const waves = (x: number, y: number): number => 0.5 + 0.4 * Math.sin(x / 9) * Math.cos(y / 13);

describe("assessQuality of an image", () => {
  it("is good with a scale, and usable at best without one", () => {
    const image = createImage(500, 450, waves);
    expect(assessQuality(image, { scaleKnown: true }).verdict).toBe("good");
    expect(assessQuality(image, { scaleKnown: true }).reasons.join()).toMatch(/500 x 450 pixels/);
    const unscaled = assessQuality(image, { scaleKnown: false });
    expect(unscaled).toEqual({ verdict: "usable", reasons: [expect.stringMatching(/scale is unknown/)] });
  });

  it.each<[string, Surface, string, RegExp]>([
    ["a small image", createImage(300, 300, waves), "usable", /300 x 300/],
    ["a thumbnail", createImage(100, 100, waves), "poor", /100 x 100/],
    ["an icon", createImage(32, 32, waves), "unsuitable", /32 x 32/],
    ["an even sheet", createImage(500, 500, () => 0.5), "unsuitable", /contrast/],
    ["a dull image", createImage(500, 500, (x, y) => 0.5 + (waves(x, y) - 0.5) * 0.08), "poor", /contrast/],
    ["noise", createImage(500, 500, (_x, _y, random) => 0.3 + 0.4 * random()), "unsuitable", /Noise/],
    ["highlights", createImage(500, 500, (x, y) => (x < 120 ? 1 : waves(x, y))), "usable", /24 % .* white/],
    ["a blown image", createImage(500, 500, (x, y) => (x < 400 ? 1 : waves(x, y))), "poor", /80 % .* white/],
    ["a dark image", createImage(500, 500, (x, y) => (x < 450 ? 0 : waves(x, y))), "poor", /90 % .* black/],
    [
      "a masked image",
      createImage(500, 500, (x, y) => (x < 300 ? Number.NaN : waves(x, y))),
      "usable",
      /60 % .* transparent/,
    ],
    ["nothing", createImage(500, 500, () => Number.NaN), "unsuitable", /transparent/],
  ])("judges %s", (_name, image, verdict, reason) => {
    const quality = assessQuality(image, { scaleKnown: true });
    expect(quality.reasons.join("\n")).toMatch(reason);
    expect(quality.verdict).toBe(verdict);
  });
});
