import { describe, expect, it } from "@jest/globals";
import { turnVector } from "../../src/domain/turn-vector.ts";

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
