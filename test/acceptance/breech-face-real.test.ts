import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { createBreechFaceQuery } from "../../src/analysis/compare/compare-breech-faces.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { warpSurface } from "../../src/analysis/filter/warp-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(join(root, "breech-face"));
if (!available) console.info("RIBIN_DATASETS is not set: the real breech faces are left out.");

/** Turned by a random angle and shifted, as if it had lain otherwise under the microscope. */
function prepareTurned(file: string, seed: number): PreparedMark {
  const { surface } = readX3p(readFileSync(join(root ?? "", "breech-face", file)));
  const random = createRandom(seed);
  const side = Math.ceil(Math.hypot(surface.width, surface.height)) + 64;
  const pose = {
    angle: 2 * Math.PI * random.uniform(),
    shiftX: 150e-6 * random.uniform(),
    shiftY: -200e-6 * random.uniform(),
  };
  const turned = warpSurface(surface, pose, { width: side, height: side, increment: surface.incrementX });
  return prepareMark(turned, "BreechFace", { scaleKnown: true });
}

(available ? describe : describe.skip)("breech faces of the public studies, turned at random", () => {
  test("same-source pairs of fadul, and the untouched raw pair, stand above every different-source pair", () => {
    const marks = ["1-1", "1-2", "F", "7-2", "R", "2-1"].map((name, i) => ({
      firearm: ["1-1", "1-2", "F"].includes(name) ? 1 : name === "2-1" ? 2 : 7,
      mark: prepareTurned(`fadul/Fadul-${name}.x3p`, i + 1),
    }));
    const [rawA, rawB] = ["raw/K013sA1.x3p", "raw/K013sA2.x3p"].map((file) => {
      const { surface } = readX3p(readFileSync(join(root ?? "", "breech-face", file)));
      return prepareMark(surface, "BreechFace", { scaleKnown: true });
    });
    const all = [...marks, { firearm: 13, mark: rawA }, { firearm: 13, mark: rawB }];
    const same: number[] = [];
    const different: number[] = [];
    all.forEach((a, i) => {
      const query = createBreechFaceQuery(a.mark);
      for (const b of all.slice(i + 1)) {
        const outcome = query.compareWith(b.mark);
        const alike = a.firearm === b.firearm;
        if (alike) expect(outcome.comparable).toBe(true);
        if (!outcome.comparable) continue;
        (alike ? same : different).push(outcome.score);
        if (!alike) expect(outcome.cells?.congruent).toBeLessThanOrEqual(2);
        if (alike) expect(outcome.cells?.congruent).toBeGreaterThanOrEqual(5);
      }
    });
    expect(same).toHaveLength(5);
    expect(Math.min(...same)).toBeGreaterThan(Math.max(...different) + 0.1);
  }, 240_000);
});
