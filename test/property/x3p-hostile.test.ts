import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Surface } from "../../src/analysis/surface.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { buildX3p } from "../support/x3p-builder.ts";

/** Any topography whose lengths are those of a toolmark, with any pattern of missing values. */
const surfaces: fc.Arbitrary<Surface> = fc
  .record({
    width: fc.integer({ min: 2, max: 24 }),
    height: fc.integer({ min: 2, max: 24 }),
    pitch: fc.integer({ min: 25, max: 100 }),
  })
  .chain(({ width, height, pitch }) =>
    fc
      .array(
        fc.oneof(
          { weight: 3, arbitrary: fc.float({ min: -8, max: 8, noNaN: true }) },
          { weight: 1, arbitrary: fc.constant(Number.NaN) },
        ),
        {
          minLength: width * height,
          maxLength: width * height,
        },
      )
      .filter((heights) => heights.some((height) => !Number.isNaN(height)))
      .map((heights) => ({
        width,
        height,
        incrementX: pitch * 1e-6,
        incrementY: pitch * 1e-6,
        values: Float32Array.from(heights, (height) => height * 1e-6),
        kind: "topography" as const,
      })),
  );

/** The smallest number above nothing that 32 bits hold, in which heights are kept: nearer nothing they are rounded by half of it. */
const LEAST_HEIGHT = 2 ** -149;

const nearNothing: Surface = {
  ...{ width: 2, height: 2, incrementX: 5e-5, incrementY: 5e-5, kind: "topography" },
  values: Float32Array.of(-10 * LEAST_HEIGHT, 9 * LEAST_HEIGHT, Number.NaN, 3 * LEAST_HEIGHT),
};

const finite = (values: Float32Array): number[] => Array.from(values).filter((value) => !Number.isNaN(value));

describe("writeX3p, then readX3p", () => {
  it("gives back size, scale, the pattern of missing values, and heights less their mean", () => {
    fc.assert(
      fc.property(surfaces, fc.constantFrom("F" as const, "D" as const), (surface, dataType) => {
        const record = readX3p(writeX3p(surface, {}, { dataType }));
        expect(record.surface).toMatchObject({ width: surface.width, height: surface.height });
        const heights = finite(surface.values);
        const largest = Math.max(...heights.map(Math.abs));
        record.surface.values.forEach((value, i) => {
          expect(Number.isNaN(value)).toBe(Number.isNaN(surface.values[i]));
          const scale = record.detectedUnit === "um" ? 1e-6 : 1;
          if (!Number.isNaN(value))
            expect(Math.abs(value + record.zOffset - surface.values[i] * scale)).toBeLessThanOrEqual(
              Math.max(largest * scale * 2 ** -22, LEAST_HEIGHT),
            );
        });
      }),
      { numRuns: 60, examples: [[nearNothing, "F"]] },
    );
  });

  it("is stable byte for byte from the first reading on", () => {
    fc.assert(
      fc.property(surfaces, (surface) => {
        const bytes = writeX3p(readX3p(writeX3p(surface)).surface);
        expect(writeX3p(readX3p(bytes).surface)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });
});

/** Reads; passes on nothing but refusals with a code. */
function readOrRefuse(bytes: Uint8Array): string {
  try {
    readX3p(bytes);
    return "read";
  } catch (error) {
    if (error instanceof RibinError) return error.code;
    throw error;
  }
}

const samples = [
  buildX3p(),
  buildX3p({ text: true, values: Array.from({ length: 320 }, (_, i) => (i % 5 === 0 ? null : i * 1e-8)) }),
  buildX3p({
    valid: new Uint8Array(40).fill(0b11101101),
    dataType: "I",
    zType: "I",
    zIncrement: 1e-9,
    values: Array.from({ length: 320 }, (_, i) => i),
  }),
];
/** Text with absolute axes and a half turn: each part of a Datum and each entry of the rotation can break. */
const absolute = buildX3p({
  text: true,
  values: [],
  axesExtra: "<Rotation><r11>-1</r11><r22>-1</r22><r33>1</r33></Rotation>",
  changeXml: (xml) =>
    xml
      .replaceAll("<AxisType>I", "<AxisType>A")
      .replace(
        "<DataList></DataList>",
        `<DataList>${Array.from({ length: 320 }, (_, i) => `<Datum>${(i % 20) * 5e-6};${Math.floor(i / 20) * 5e-6};${i * 1e-8}</Datum>`).join("")}</DataList>`,
      ),
});
samples.push(absolute);
const sample = fc.constantFrom(...samples);

describe("readX3p on damaged files", () => {
  it("throws nothing but refusals when bytes are changed", () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sample, damage, (whole, changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(readOrRefuse(bytes)).toMatch(/^(read|X3P_|SIZE_ABSURD|SURFACE_EMPTY|SCALE_INVALID)/);
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses every cut-off file", () => {
    fc.assert(
      fc.property(sample, fc.nat(), (whole, at) => {
        expect(readOrRefuse(whole.slice(0, at % whole.length))).toMatch(/^X3P_(NOT_ZIP|ZIP_TRUNCATED)$/);
      }),
      { numRuns: 500 },
    );
  });

  it("throws nothing but refusals on bytes of any kind behind a zip's magic", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(readOrRefuse(Uint8Array.from([0x50, 0x4b, 3, 4, ...noise]))).toMatch(/^X3P_/);
      }),
      { numRuns: 500 },
    );
  });

  it("throws nothing but refusals when main.xml is cut, doubled or mixed up inside a sound archive", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ maxLength: 12, unit: "binary" }), (from, to, insert) => {
        const changeXml = (xml: string): string =>
          xml.slice(0, from % xml.length) + insert + xml.slice(to % xml.length);
        expect(readOrRefuse(buildX3p({ changeXml }))).toMatch(/^(read|X3P_|SIZE_ABSURD|SURFACE_EMPTY|SCALE_INVALID)/);
      }),
      { numRuns: 500 },
    );
  });

  it("reads places of any kind as a grid or refuses them", () => {
    const place = fc.double({ min: -1e-3, max: 1e-3, noNaN: false });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place, place), { minLength: 9, maxLength: 9 }), (points) => {
        const list = points.map((point) => `<Datum>${point.join(";")}</Datum>`).join("");
        const changeXml = (xml: string): string =>
          xml.replaceAll("<AxisType>I", "<AxisType>A").replace("<DataList></DataList>", `<DataList>${list}</DataList>`);
        expect(readOrRefuse(buildX3p({ width: 3, height: 3, text: true, values: [], changeXml }))).toMatch(
          /^(read|X3P_UNSUPPORTED|SURFACE_EMPTY|SCALE_INVALID)$/,
        );
      }),
      { numRuns: 500 },
    );
  });
});
