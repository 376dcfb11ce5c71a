/** The same marks compared on WebAssembly and on its plain twin: the same score, pose and cells. */
import { expect, test } from "@jest/globals";
import { createCellMark, createCellWorkshop } from "../../src/analysis/compare/cell-mark.ts";
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import { compareCells, createCellQuery } from "../../src/analysis/compare/compare-cells.ts";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { Kernels } from "../../src/analysis/kernels/kernels.ts";
import { createPlainKernels } from "../../src/analysis/kernels/plain-kernels.ts";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";

const prepare = (firearm: number, firing: number) =>
  prepareMark(simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: 12.5e-6 }), "BreechFace", {
    scaleKnown: true,
  }).surface;

test("two firings of one firearm and a firing of another", () => {
  const [query, same, other] = [prepare(1, 1), prepare(1, 2), prepare(2, 1)];
  const compareOn = (kernels: Kernels): Comparison[] => {
    const workshop = createCellWorkshop(BREECH_FACE_CELLS, kernels);
    const [own, ...others] = [query, same, other].map((surface) => createCellMark(surface, workshop));
    if (own === null) throw new Error("nothing was simulated");
    const ready = createCellQuery(own, workshop);
    return others.map((mark) => {
      const outcome = mark === null ? null : compareCells(ready, mark);
      if (!outcome?.comparable) throw new Error(outcome?.reason);
      return outcome;
    });
  };
  const plain = compareOn(createPlainKernels());
  compareOn(createWasmKernels()).forEach((found, i) => {
    const expected = plain[i];
    expect(Math.abs(found.score - expected.score)).toBeLessThan(1e-5);
    expect(Math.abs(found.pose.angle - expected.pose.angle)).toBeLessThan(1e-5);
    expect(Math.abs(found.pose.shiftX - expected.pose.shiftX)).toBeLessThan(1e-8);
    expect(Math.abs(found.pose.shiftY - expected.pose.shiftY)).toBeLessThan(1e-8);
    expect(found.cells?.usable).toBe(expected.cells?.usable);
    expect(found.cells?.congruent).toBe(expected.cells?.congruent);
    expect(found.cells?.evidence.map(({ congruent }) => congruent)).toEqual(
      expected.cells?.evidence.map(({ congruent }) => congruent),
    );
  });
  expect(plain[0].cells?.fraction).toBeGreaterThan(0.5);
  expect(plain[1].cells?.congruent).toBeLessThanOrEqual(2);
});
