/**
 * Images of real case heads, untouched and without a scale. Bands and the thresholds of comparison were fitted on renderings of the
 * Weller study. How sure a ring must be to count was set with these seven images in view, and held against simulated ones and
 * pictures without a case head: that all seven are found is no figure of an unseen study.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";
import { createBreechFaceQuery } from "../../src/analysis/compare/compare-breech-faces.ts";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { LEAST_CONFIDENCE } from "../../src/analysis/segment/outline.ts";
import { segmentImage } from "../../src/analysis/segment/segment-in-image.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(join(root, "breech-face", "ringlight-2d"));
if (!available) console.info("RIBIN_DATASETS is not set: the real images are left out.");
const folder = (name: string): string => join(root ?? "", "breech-face", name);

async function readImage(file: string): Promise<Surface> {
  const { width, height, grey } = await createSharpImageDecoder().decodeImage(readFileSync(file));
  return { width, height, incrementX: 1, incrementY: 1, values: grey, kind: "reflectance" };
}

(available ? describe : describe.skip)("images of real case heads", () => {
  const ring = new Map<string, PreparedMark>();
  const photographs = new Map<string, PreparedMark>();
  const confidences = new Map<string, number>();

  beforeAll(async () => {
    for (const [name, marks] of [
      ["ringlight-2d", ring],
      ["photos-2d", photographs],
    ] as const) {
      for (const file of readdirSync(folder(name)).filter((entry) => /\.(png|jpg)$/.test(entry))) {
        const image = await readImage(join(folder(name), file));
        const segmentation = segmentImage(image, "BreechFace", { scaleKnown: false });
        confidences.set(file, segmentation.confidence);
        marks.set(file, prepareMark(image, "BreechFace", { scaleKnown: false, segmentation }));
      }
    }
  }, 60_000);

  it("finds the case head in all seven", () => {
    expect([...ring.keys()]).toEqual(["NBIDE-118.png", "NBIDE-129.png"]);
    expect(photographs.size).toBe(5);
    expect(Math.min(...confidences.values())).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
    for (const mark of ring.values()) {
      expect([mark.scaleSource, mark.scaleKnown, mark.light?.kind]).toEqual(["primer", false, "ring"]);
    }
  });

  it("lays the two ring-light images on each other near 15 degrees, above the photographs and renderings of all of fadul", () => {
    const [first, second] = [...ring.values()] as [PreparedMark, PreparedMark];
    const strangers = [...photographs.values()];
    for (const file of readdirSync(folder("fadul")).filter((entry) => entry.endsWith(".x3p"))) {
      const { surface } = readX3p(readFileSync(join(folder("fadul"), file)));
      const image = renderReflectance(surface, { kind: "ring" });
      strangers.push(prepareMark(image, "BreechFace", { scaleKnown: true, lighting: "ring" }));
    }
    expect(strangers).toHaveLength(45);
    const pair = createBreechFaceQuery(first).compareWith(second) as Comparison;
    expect(pair).toMatchObject({ comparable: true, method: "breech-face-image-cells" });
    const degrees = (pair.pose.angle * 180) / Math.PI;
    expect(degrees).toBeGreaterThan(-16);
    expect(degrees).toBeLessThan(-14);
    expect(pair.cells?.congruent).toBeGreaterThanOrEqual(10);
    let highest = 0;
    for (const mark of [first, second]) {
      const query = createBreechFaceQuery(mark);
      for (const stranger of strangers) {
        const outcome = query.compareWith(stranger);
        if (outcome.comparable) highest = Math.max(highest, outcome.score);
      }
    }
    const { congruent, usable } = pair.cells ?? { congruent: 0, usable: 0 };
    console.info(
      `ringlight-2d: score ${pair.score.toFixed(3)} at ${degrees.toFixed(1)} degrees, ${congruent} of ${usable} cells; highest of 90 others ${highest.toFixed(3)}`,
    );
    expect(pair.score).toBeGreaterThan(0.35);
    expect(highest).toBeLessThan(pair.score / 2);
  }, 120_000);

  it("photographs of one case agree, of two do not, nor does a picture with its mirror image", () => {
    const names = [...photographs.keys()];
    const scores = new Map<string, number>();
    names.forEach((a, i) => {
      const query = createBreechFaceQuery(photographs.get(a) as PreparedMark);
      for (const b of names.slice(i + 1)) {
        const outcome = query.compareWith(photographs.get(b) as PreparedMark);
        scores.set(`${a} ${b}`, outcome.comparable ? outcome.score : 0);
      }
    });
    console.info(`photos-2d: ${[...scores].map(([pair, score]) => `${pair} ${score.toFixed(3)}`).join("; ")}`);
    expect(scores.get("n_1.jpg n_2.jpg")).toBeGreaterThan(0.8);
    expect(scores.get("o_1.jpg o_2.jpg")).toBeGreaterThan(0.8);
    for (const [pair, score] of scores) {
      if (pair !== "n_1.jpg n_2.jpg" && pair !== "o_1.jpg o_2.jpg") expect(score).toBeLessThan(0.2);
    }
  }, 60_000);
});
