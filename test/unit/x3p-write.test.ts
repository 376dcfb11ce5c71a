import { describe, expect, it } from "@jest/globals";
import type { Surface } from "../../src/analysis/surface.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";

function createSurface(change: Partial<Surface> = {}): Surface {
  const values = Float32Array.from({ length: 30 * 20 }, (_, i) => (i % 11 === 0 ? Number.NaN : Math.sin(i) * 1e-6));
  return { width: 30, height: 20, incrementX: 6.25e-6, incrementY: 5e-6, values, kind: "topography", ...change };
}

describe("writeX3p", () => {
  it("depends on nothing but its arguments, and survives reading byte for byte", () => {
    const first = readX3p(writeX3p(createSurface())).surface;
    const bytes = writeX3p(first, { creator: "A" });
    expect(writeX3p(readX3p(bytes).surface, { creator: "A" })).toEqual(bytes);
    expect(first.incrementX).toBe(6.25e-6);
    expect(first.incrementY).toBe(5e-6);
  });

  it("keeps metadata in any language, and what XML cannot hold becomes a space", () => {
    const metadata = {
      creator: "Léogâne & <Søn> 實",
      comment: "a\u0000b\uD800c",
      model: "M",
      date: "2024-02-03T04:05:06Z",
    };
    const record = readX3p(writeX3p(createSurface(), metadata));
    expect(record.metadata).toMatchObject({
      creator: "Léogâne & <Søn> 實",
      comment: "a b c",
      model: "M",
      date: "2024-02-03T04:05:06Z",
    });
    expect(record.remarks).toEqual([]);
    expect(record.zDataType).toBe("F");
  });

  it("puts the offset of the stage back in float64", () => {
    const source = createSurface();
    const record = readX3p(writeX3p(source, {}, { dataType: "D", zOffset: 0.01 }));
    const mean = source.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0) / 545;
    expect(record.zDataType).toBe("D");
    expect(Math.abs(record.zOffset - (0.01 + mean))).toBeLessThan(2e-6 / 256);
    record.surface.values.forEach((value, i) => {
      if (Number.isNaN(source.values[i])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(source.values[i] + 0.01 - record.zOffset, 12);
    });
    const again = writeX3p(record.surface, {}, { dataType: "D", zOffset: record.zOffset });
    const back = readX3p(again);
    expect(writeX3p(back.surface, {}, { dataType: "D", zOffset: back.zOffset })).toEqual(again);
  });

  it("refuses what is no topography on a grid", () => {
    expect(() => writeX3p(createSurface({ kind: "reflectance" }))).toThrow(
      expect.objectContaining({ code: "X3P_UNSUPPORTED" }),
    );
    expect(() => writeX3p(createSurface({ width: 31 }))).toThrow(expect.objectContaining({ code: "X3P_MATRIX_SIZE" }));
    expect(() => writeX3p(createSurface({ incrementX: 0 }))).toThrow(
      expect.objectContaining({ code: "SCALE_INVALID" }),
    );
  });
});
