import { expect, test } from "@jest/globals";
import { createQuery } from "../../src/analysis/compare/compare-marks.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { computeRanking } from "../../src/analysis/evaluate/ranking.ts";
import { computeRocAuc } from "../../src/analysis/evaluate/roc.ts";
import { type ScoredPair, splitScores } from "../../src/analysis/evaluate/scored-pair.ts";
import { type FiringPinShape, simulateFiringPin } from "../../src/analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../src/analysis/simulate/firing-pin-firing.ts";

const SHAPES: readonly FiringPinShape[] = ["Hemispherical", "Rectangular", "Elliptical"];
/** As instruments of the field scan impressions; three firings of a pin are of three pitches. */
const PITCHES = [2.5e-6, 3.5e-6, 3e-6, 2e-6] as const;

test("of eight firing pins of three shapes, each impression's own pin ranks first at any rotation", () => {
  const marks = Array.from({ length: 24 }, (_, i) => {
    const pin = Math.floor(i / 3);
    const scan = simulateFiringPinFiring(simulateFiringPin(pin + 1, SHAPES[pin % 3]), i % 3, {
      pitch: PITCHES[(pin + i) % 4],
    });
    return { pin, name: `${pin}-${i % 3}`, mark: prepareMark(scan, "FiringPinImpression", { scaleKnown: true }) };
  });
  const pairs: ScoredPair[] = [];
  marks.forEach((a, i) => {
    const query = createQuery(a.mark);
    for (const b of marks.slice(i + 1)) {
      const outcome = query.compareWith(b.mark);
      if (a.pin === b.pin) expect(outcome.comparable).toBe(true);
      const score = outcome.comparable ? outcome.score : 0;
      pairs.push({ a: a.name, b: b.name, sameSource: a.pin === b.pin, score });
    }
  });
  const { same, different } = splitScores(pairs);
  const ranking = computeRanking(pairs);
  console.info(
    `firing pins: AUC ${computeRocAuc(same, different)}, rank-1 ${ranking.rank1}, ` +
      `same ${Math.min(...same).toFixed(3)}, different ${Math.max(...different).toFixed(3)}`,
  );
  expect(computeRocAuc(same, different)).toBe(1);
  expect(ranking.rank1).toBe(1);
  expect(Math.min(...same)).toBeGreaterThan(Math.max(...different) + 0.1);
}, 300_000);
