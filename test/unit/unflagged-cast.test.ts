import { expect, test } from "@jest/globals";
import { compareMarks } from "../../src/analysis/compare/compare-marks.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { seekUnflaggedCast } from "../../src/analysis/compare/unflagged-cast.ts";
import { mirrorCast } from "../../src/analysis/filter/mirror-cast.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const firearm = simulateFirearm(21);
const fire = (seed: number, gun = firearm) => simulateBreechFaceFiring(gun, seed, { pitch: 12.5e-6 });
const prepare = (surface: Surface) => prepareMark(surface, "BreechFace", { scaleKnown: true });

test("a cast whose flag was forgotten matches once it is turned over, and only then", () => {
  const case1 = prepare(fire(1));
  const cast = prepare(mirrorCast(fire(2)));
  const direct = compareMarks(case1, cast);
  expect(direct.comparable && direct.score).toBeLessThan(0.2);
  const found = seekUnflaggedCast(case1, cast);
  expect(found.likely).toBe(true);
  expect(found.outcome.comparable && found.outcome.score).toBeGreaterThan(0.5);
  // Flagged, it is turned over before its preparation, with the same result.
  const flagged = compareMarks(case1, prepare(mirrorCast(mirrorCast(fire(2)))));
  expect(found.outcome.comparable && found.outcome.score).toBeCloseTo(
    flagged.comparable ? flagged.score : Number.NaN,
    2,
  );
});

test("two casts match each other as they are; neither they nor marks of other firearms are likely casts of each other", () => {
  const casts = [prepare(mirrorCast(fire(1))), prepare(mirrorCast(fire(2)))];
  const direct = compareMarks(casts[0], casts[1]);
  expect(direct.comparable && direct.score).toBeGreaterThan(0.5);
  expect(seekUnflaggedCast(casts[0], casts[1]).likely).toBe(false);
  const other = prepare(mirrorCast(fire(1, simulateFirearm(22))));
  expect(seekUnflaggedCast(prepare(fire(1)), other).likely).toBe(false);
});
