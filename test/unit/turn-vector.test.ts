import { describe, expect, it } from "@jest/globals";
import { prepareBestCosine, turnVector } from "../../src/domain/turn-vector.ts";

const round = (values: Iterable<number>) => Array.from(values, (value) => Number(value.toFixed(6)) + 0);

describe("turnVector", () => {
  const vector = Float32Array.of(1, 0, 0, 2);

  it("leaves a vector that knows no turn alone", () => {
    expect(turnVector(vector, null)).toEqual([vector]);
  });

  it("multiplies each complex number by its harmonic's turn", () => {
    const [still, quarter, half] = turnVector(vector, { harmonics: [1, 2], steps: [0, 0.25, 0.5] });
    expect(round(still)).toEqual([1, 0, 0, 2]);
    expect(round(quarter)).toEqual([0, 1, 0, -2]);
    expect(round(half)).toEqual([-1, 0, 0, 2]);
  });

  it("keeps lengths and the cosines of vectors that are turned alike", () => {
    const turning = { harmonics: [1, 3], steps: [0.13] };
    const other = Float32Array.of(0.5, -0.5, 1, 0.25);
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    const [a] = turnVector(vector, turning);
    const [b] = turnVector(other, turning);
    expect(dot(a, a)).toBeCloseTo(dot(vector, vector), 5);
    expect(dot(a, b)).toBeCloseTo(dot(vector, other), 5);
  });
});

describe("prepareBestCosine", () => {
  const query = Float32Array.of(0.5, -0.1, 0.3, 0.6, -0.2, 0.4);
  const others = [Float32Array.of(0.1, 0.7, -0.4, 0.2, 0.9, 0.1), Float32Array.of(-0.5, 0.1, -0.3, -0.6, 0.2, -0.4)];
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

  it.each([
    ["no turn", null],
    ["turns of mixed harmonics", { harmonics: [2, 1, 2], steps: [0, 0.1, 0.45, 0.8] }],
  ])("is the largest of the turned vectors' cosines: %s", (_, turning) => {
    const find = prepareBestCosine(query, turning);
    for (const other of others) {
      const cosines = turnVector(query, turning).map((turned) => dot(turned, other) / Math.sqrt(dot(other, other)));
      expect(find(other)).toBeCloseTo(Math.max(...cosines), 6);
    }
    const itself = turning === null ? query : turnVector(query, { ...turning, steps: [0.45] })[0];
    expect(find(itself)).toBeCloseTo(Math.sqrt(dot(query, query)), 6);
    // Never more than a cosine can be.
    const long = query.map((value) => 1.1 * value);
    expect(prepareBestCosine(long, turning)(itself)).toBe(1);
  });
});
