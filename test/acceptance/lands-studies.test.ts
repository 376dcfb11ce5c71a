/**
 * The figures on real bullets. Lags, stretches, segments and the score were set on houston; the band for images could only
 * be set on hamby173-2d, the one set of images, so that its figures are not those of an unseen study.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import { parseLabels } from "../../src/analysis/evaluate/parse-labels.ts";
import { computeRanking } from "../../src/analysis/evaluate/ranking.ts";
import { computeRocAuc } from "../../src/analysis/evaluate/roc.ts";
import { type BulletStudy, type StudyLand, scoreBulletStudy } from "../../src/analysis/evaluate/score-bullet-study.ts";
import { splitScores } from "../../src/analysis/evaluate/scored-pair.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(root);
if (!available) console.info("RIBIN_DATASETS is not set: the real bullets are left out.");

async function scoreFolder(folder: string): Promise<BulletStudy> {
  const decoder = createSharpImageDecoder();
  const lands: StudyLand[] = [];
  for (const label of parseLabels(readFileSync(join(folder, "labels.csv"), "utf8"))) {
    const bytes = readFileSync(join(folder, label.file));
    if (label.file.endsWith(".x3p")) {
      lands.push({ label, mark: prepareLand(readX3p(bytes).surface, { scaleKnown: true }) });
      continue;
    }
    const { width, height, grey } = await decoder.decodeImage(bytes);
    const surface = { width, height, incrementX: 1, incrementY: 1, values: grey, kind: "reflectance" } as const;
    lands.push({ label, mark: prepareLand(surface, { scaleKnown: false }) });
  }
  return scoreBulletStudy(lands);
}

(available ? describe : describe.skip)("real bullets", () => {
  describe("houston: topographies of three bullets of two barrels", () => {
    let study: BulletStudy;
    beforeAll(async () => {
      study = await scoreFolder(join(root ?? "", "land-engraved-area", "houston"));
    }, 300_000);

    it("orders the bullets of one barrel above the others by more than a tenth of the score's range", () => {
      const { same, different } = splitScores(study.bulletPairs);
      expect([same.length, different.length]).toEqual([1, 2]);
      expect(Math.min(...same) - Math.max(...different)).toBeGreaterThan(0.25);
      const mates = study.bulletPairs.find((pair) => pair.sameSource);
      expect(mates?.match?.landScore).toBeGreaterThan(0.6);
      expect(mates?.match?.phase).toBe(0);
      expect(mates?.match?.margin).toBeGreaterThan(0.25);
    });

    it("tells lands apart once phased", () => {
      const { same, different } = splitScores(study.landPairs);
      expect([same.length, different.length]).toEqual([6, 147]);
      expect(computeRocAuc(same, different)).toBeGreaterThan(0.98);
      expect(study.failures).toEqual([]);
    });
  });

  describe("hamby173-2d: renderings of twenty bullets of ten barrels, without a scale", () => {
    let study: BulletStudy;
    beforeAll(async () => {
      study = await scoreFolder(join(root ?? "", "land-engraved-area", "hamby173-2d"));
    }, 600_000);

    it("tells lands apart", () => {
      const { same, different } = splitScores(study.landPairs);
      expect(same.length + different.length).toBe((102 * 101) / 2);
      expect(computeRocAuc(same, different)).toBeGreaterThan(0.94);
      const ranking = computeRanking(study.landPairs, 10);
      expect(ranking.recallAtK).toBeGreaterThan(0.9);
      expect(ranking.rank1).toBeGreaterThan(0.7);
    });

    it("orders every pair of bullets of one barrel above every other pair", () => {
      const { same, different } = splitScores(study.bulletPairs);
      expect(same).toHaveLength(10);
      expect(Math.min(...same)).toBeGreaterThan(Math.max(...different) + 0.05);
    });
  });
});
