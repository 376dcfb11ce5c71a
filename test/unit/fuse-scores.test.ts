import { expect, test } from "@jest/globals";
import { fuseScores } from "../../src/domain/fuse-scores.ts";

test("one region keeps its score, whatever others have that agree in nothing", () => {
  expect(fuseScores([0.62])).toBe(0.62);
  expect(fuseScores([0.1, 0.62, 0.19])).toBe(0.62);
  expect(fuseScores([0.1])).toBe(0.1);
  expect(fuseScores([])).toBe(0);
});

test("what two regions agree by adds up, in any order, and never beyond 1", () => {
  expect(fuseScores([0.5, 0.4])).toBeCloseTo(0.7, 12);
  expect(fuseScores([0.4, 0.5])).toBe(fuseScores([0.5, 0.4]));
  expect(fuseScores([0.5, 0.4, 0.2])).toBeCloseTo(0.76, 12);
  expect(fuseScores([1, 0.9, 0.8])).toBe(1);
});
