import { describe, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { fillRings } from "../../src/analysis/segment/fill-rings.ts";
import { LEAST_CONFIDENCE, type OutlinePart, type Segmentation } from "../../src/analysis/segment/outline.ts";
import { segmentImage } from "../../src/analysis/segment/segment-in-image.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { HEAD_IMAGE, simulateHeadImage } from "../support/simulated-head-image.ts";

const firearm = simulateFirearm(11);

/** Middle and mean radius of the outer ring of a part, in millimetres at 10 um a pixel. */
function measurePart(segmentation: Segmentation, part: OutlinePart): { x: number; y: number; radius: number } {
  const ring = segmentation.outlines.find((outline) => outline.part === part)?.rings[0] ?? [];
  const x = ring.reduce((sum, point) => sum + point.x, 0) / ring.length / 100;
  const y = ring.reduce((sum, point) => sum + point.y, 0) / ring.length / 100;
  const radius = ring.reduce((sum, point) => sum + Math.hypot(point.x / 100 - x, point.y / 100 - y), 0) / ring.length;
  return { x, y, radius };
}

function paint(side: number, grey: (x: number, y: number) => number): Surface {
  const values = Float32Array.from({ length: side * side }, (_, i) =>
    Math.max(0, Math.min(1, grey(i % side, Math.floor(i / side)))),
  );
  return { width: side, height: side, incrementX: 1, incrementY: 1, values, kind: "reflectance" };
}

describe("a case head in an image", () => {
  const lights = [
    { name: "a ring light", azimuth: undefined },
    { name: "a light from the left", azimuth: Math.PI },
    { name: "a light from below", azimuth: Math.PI / 2 },
  ];
  test.each(lights)("its parts are found under $name", ({ azimuth }) => {
    const image = simulateHeadImage(firearm, 2, azimuth === undefined ? {} : { azimuth });
    const found = segmentImage(image, "BreechFace", { scaleKnown: false });
    expect(found.confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
    const primer = measurePart(found, "Primer");
    // What comparison makes up for by trying sizes.
    expect(Math.abs(primer.radius / (1e3 * HEAD_IMAGE.primer) - 1)).toBeLessThan(0.07);
    expect(Math.hypot(primer.x - 1e3 * HEAD_IMAGE.x, primer.y - 1e3 * HEAD_IMAGE.y)).toBeLessThan(0.2);
    const pit = measurePart(found, "FiringPinImpression");
    expect(Math.abs(pit.radius - 1e3 * HEAD_IMAGE.pit)).toBeLessThan(0.05);
    const aperture = measurePart(found, "Aperture");
    expect(Math.abs(aperture.radius - 1e3 * HEAD_IMAGE.aperture)).toBeLessThan(0.1);
    expect(found.remarks.join(" ")).toMatch(/scale is estimated from the primer, taken as a small one/);
  });

  test("the breech face is a ring: the flat of the primer without the aperture", () => {
    const image = simulateHeadImage(firearm, 2);
    const face = segmentImage(image, "BreechFace", { scaleKnown: false }).outlines.find(
      ({ part }) => part === "BreechFace",
    );
    const mask = fillRings(face?.rings ?? [], image);
    const share = (from: number, to: number): number => {
      let inside = 0;
      let all = 0;
      for (let i = 0; i < mask.length; i++) {
        const x = ((i % image.width) - (image.width - 1) / 2) / 1e5 - HEAD_IMAGE.x;
        const y = (Math.floor(i / image.width) - (image.height - 1) / 2) / 1e5 - HEAD_IMAGE.y;
        const radius = Math.hypot(x, y);
        if (radius < from || radius > to) continue;
        all++;
        inside += mask[i];
      }
      return inside / all;
    };
    expect(share(0, 0.8e-3)).toBe(0);
    expect(share(1e-3, 1.7e-3)).toBeGreaterThan(0.98);
    expect(share(1.95e-3, 2.7e-3)).toBe(0);
  });

  test("an image cut to its mark keeps its own outline", () => {
    const image = renderReflectance(simulateBreechFaceFiring(firearm, 1), { kind: "ring" });
    const found = segmentImage(image, "BreechFace", { scaleKnown: true });
    expect(found.confidence).toBe(1);
    expect(found.outlines.map(({ part }) => part)).toEqual(["BreechFace"]);
  });
});

describe("an image without a case head asks a person", () => {
  const random = createRandom(3);
  const rough = createNoiseGrid(random, 400, 400, 1, { shortest: 20, longest: 200 });
  const disc = (x: number, y: number): number => Math.hypot(x - 200, y - 200);
  const images: [string, Surface][] = [
    ["a grey blank", paint(400, () => 0.5)],
    ["black", paint(400, () => 0)],
    ["noise", paint(400, () => random.uniform())],
    ["a rough wall", paint(400, (x, y) => 0.5 + 0.2 * rough[y * 400 + x])],
    ["a smooth slope", paint(400, (x) => x / 400)],
    ["a square", paint(400, (x, y) => (Math.abs(x - 200) < 110 && Math.abs(y - 200) < 110 ? 0.8 : 0.2))],
    ["a plain disc", paint(400, (x, y) => (disc(x, y) < 140 ? 0.7 : 0.15) + 0.03 * random.normal())],
    [
      "a coin with a rim and relief",
      paint(400, (x, y) => {
        const r = disc(x, y);
        if (r > 160) return 0.1;
        return r > 148 ? 0.9 : 0.55 + (r < 110 ? 0.25 : 0.05) * rough[y * 400 + x];
      }),
    ],
  ];
  test.each(images)("%s", (_, image) => {
    const found = segmentImage(image, "BreechFace", { scaleKnown: false });
    expect(found.confidence).toBeLessThan(LEAST_CONFIDENCE);
    expect(found.remarks.length).toBeGreaterThan(0);
  });
});
