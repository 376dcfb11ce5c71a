import { describe, expect, it } from "@jest/globals";
import { detectLengthUnit, formatLength } from "../../src/analysis/x3p/detect-length-unit.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { buildX3p } from "../support/x3p-builder.ts";

/** A breech face of 3.4 mm at 6.25 um with 18 um of relief, written in a unit of `perMetre` to the metre. */
const breechFace = (perMetre: number) => ({
  incrementX: 6.25e-6 * perMetre,
  incrementY: 6.25e-6 * perMetre,
  width: 545,
  height: 545,
  heightRange: 18e-6 * perMetre,
});

describe("detectLengthUnit", () => {
  it.each([
    ["m", 1],
    ["mm", 1e3],
    ["um", 1e6],
  ])("finds %s", (unit, perMetre) => {
    const decision = detectLengthUnit(breechFace(perMetre));
    expect(decision.unit).toBe(unit);
    expect(decision.unitsPerMetre).toBe(perMetre);
  });

  it("says why it does not take the file at its word", () => {
    expect(detectLengthUnit(breechFace(1e6)).reason).toMatch(
      /says metres, but increments of 6.25 m.* as micrometres the increment is 6.25 um and the extent 3.41 mm x 3.41 mm/,
    );
    expect(detectLengthUnit(breechFace(1)).reason).toMatch(/^Metres as the format says/);
  });

  it("takes plausible metres at their word at both ends of the range", () => {
    const finest = { incrementX: 0.05e-6, incrementY: 0.05e-6, width: 1000, height: 1000, heightRange: 1e-6 };
    const coarsest = { incrementX: 1e-4, incrementY: 1e-4, width: 500, height: 500, heightRange: 1e-4 };
    expect(detectLengthUnit(finest).unit).toBe("m");
    expect(detectLengthUnit(coarsest).unit).toBe("m");
  });

  it("does not guess where nothing fits", () => {
    for (const lengths of [
      { ...breechFace(1), incrementX: 1, incrementY: 1 },
      { ...breechFace(1), incrementY: 6.25 },
      { ...breechFace(1), heightRange: 18 },
      { ...breechFace(1), heightRange: 1e-12 },
      { ...breechFace(1), width: 2, height: 2 },
    ]) {
      const decision = detectLengthUnit(lengths);
      expect(decision).toMatchObject({ unit: null, unitsPerMetre: 1 });
      expect(decision.reason).toMatch(/Nothing was scaled/);
    }
  });

  it("does not choose between two units that both fit", () => {
    const both = { incrementX: 0.0625, incrementY: 0.0625, width: 800, height: 800, heightRange: 2 };
    expect(detectLengthUnit(both)).toMatchObject({ unit: null });
    expect(detectLengthUnit(both).reason).toMatch(/both millimetres and micrometres/);
  });

  it("accepts a flat surface: no height is no contradiction", () => {
    expect(detectLengthUnit({ ...breechFace(1e6), heightRange: 0 }).unit).toBe("um");
  });
});

describe("readX3p in other units", () => {
  const values = Array.from({ length: 320 }, (_, i) => ((i % 7) - 3) * 1e-6);

  it.each([
    ["mm", 1e3],
    ["um", 1e6],
  ])("converts increments and heights of a file in %s to metres", (unit, perMetre) => {
    const metres = readX3p(buildX3p({ values }));
    const other = readX3p(
      buildX3p({
        values: values.map((value) => value * perMetre),
        incrementX: 5e-6 * perMetre,
        incrementY: 5e-6 * perMetre,
      }),
    );
    expect(other).toMatchObject({ declaredUnit: "m", detectedUnit: unit });
    expect(other.surface.incrementX).toBeCloseTo(5e-6, 15);
    other.surface.values.forEach((value, i) => {
      expect(value + other.zOffset).toBeCloseTo(metres.surface.values[i] + metres.zOffset, 11);
    });
  });

  it("leaves an implausible file as it is and says so", () => {
    const record = readX3p(buildX3p({ incrementX: 1, incrementY: 1 }));
    expect(record.detectedUnit).toBeNull();
    expect(record.surface.incrementX).toBe(1);
    expect(record.unitReason).toMatch(/Nothing was scaled/);
  });

  it.each(["0", "-0", ""])("refuses the increment %j", (incrementX) => {
    expect(() => readX3p(buildX3p({ incrementX }))).toThrow(expect.objectContaining({ code: "SCALE_INVALID" }));
  });
});

describe("formatLength", () => {
  it.each([
    [0, "0 m"],
    [2, "2 m"],
    [0.0034, "3.4 mm"],
    [6.25e-6, "6.25 um"],
    [1.3e-7, "130 nm"],
    [-1.3e-7, "-130 nm"],
  ])("writes %p as %s", (metres, text) => {
    expect(formatLength(metres)).toBe(text);
  });
});
