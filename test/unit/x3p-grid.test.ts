/** Axes that are absolute, fall, are swapped, or are turned. */
import { describe, expect, it } from "@jest/globals";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { X3pRecord } from "../../src/analysis/x3p/x3p-record.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { buildX3p, type DataType, packNumbers, type X3pSpec } from "../support/x3p-builder.ts";

const WIDTH = 8;
const HEIGHT = 6;
const PITCH = 20e-6;
/** A relief without symmetry: every flip and swap shows. */
const heightAt = (x: number, y: number): number => (x * x + 3 * y + x * y) * 1e-7;

interface GridSpec {
  /** Place of column x, row y in metres; null leaves the axis incremental. */
  readonly x?: ((x: number, y: number) => number) | null;
  readonly y?: ((x: number, y: number) => number) | null;
  readonly z?: (x: number, y: number) => number;
  readonly type?: DataType;
  readonly text?: boolean;
  readonly spec?: X3pSpec;
  readonly valid?: Uint8Array;
}

/** A file whose absolute axes store their places before each height. */
function buildGrid({
  x = null,
  y = null,
  z = heightAt,
  type = "D",
  text = false,
  spec = {},
  valid,
}: GridSpec): Uint8Array {
  const axes = [x, y, z].filter((axis) => axis !== null);
  const records: number[][] = [];
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++) records.push(axes.map((axis) => axis(column, row)));
  const data = packNumbers(records.flat(), type);
  const absolute = (xml: string): string => {
    const change = (name: string, axis: unknown, source: string): string =>
      axis === null
        ? source
        : source.replace(
            new RegExp(`<${name}><AxisType>I</AxisType><DataType>D`),
            `<${name}><AxisType>A</AxisType><DataType>${type}`,
          );
    const changed = change("CY", y, change("CX", x, xml));
    if (!text) return changed;
    const list = records.map((record) => `<Datum>${record.join(";")}</Datum>`);
    return changed.replace(/<DataList>.*<\/DataList>/s, `<DataList>${list.join("")}</DataList>`);
  };
  return buildX3p({
    width: WIDTH,
    height: HEIGHT,
    incrementX: PITCH,
    incrementY: PITCH,
    dataType: type,
    ...(text ? { text: true, values: [] } : { data }),
    ...(valid ? { valid } : {}),
    changeXml: absolute,
    ...spec,
  });
}

/** Heights in tenths of um at column x, row y, the taken-off mean put back. */
function heightsOf({ surface, zOffset }: X3pRecord): number[] {
  return Array.from(surface.values, (value) => Math.round((value + zOffset) * 1e7) + 0);
}
const expected = (read: (x: number, y: number) => number): number[] =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => Math.round(read(i % WIDTH, Math.floor(i / WIDTH)) * 1e7) + 0);
const upright = expected(heightAt);
const mirrored = expected((x, y) => heightAt(WIDTH - 1 - x, y));
const upsideDown = expected((x, y) => heightAt(x, HEIGHT - 1 - y));

function refusalOf(bytes: Uint8Array): string {
  try {
    readX3p(bytes);
  } catch (error) {
    if (error instanceof RibinError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "read";
}

describe("absolute axes", () => {
  it.each<[string, GridSpec]>([
    ["x and y in float64", { x: (x) => 1e-3 + x * PITCH, y: (_, y) => y * PITCH }],
    ["x alone", { x: (x) => x * PITCH }],
    ["y alone", { y: (_, y) => y * PITCH }],
    ["x and y in float32", { x: (x) => x * PITCH, y: (_, y) => y * PITCH, type: "F" }],
    ["x and y as text", { x: (x) => x * PITCH, y: (_, y) => y * PITCH, text: true }],
    ["x alone as text", { x: (x) => x * PITCH, text: true }],
  ])("%s: the places are a regular grid", (_, spec) => {
    const record = readX3p(buildGrid(spec));
    expect(heightsOf(record)).toEqual(upright);
    expect(record.surface.incrementX).toBeCloseTo(PITCH, 9);
    expect(record.surface.incrementY).toBeCloseTo(PITCH, 9);
    expect(record.remarks.join()).toMatch(/regular grid; its step was measured/);
  });

  it("measures another step than the header states", () => {
    const record = readX3p(buildGrid({ x: (x) => x * 12e-6, y: (_, y) => y * 15e-6 }));
    expect([record.surface.incrementX, record.surface.incrementY]).toEqual([12e-6, 15e-6]);
  });

  it("leaves out of the grid what points without a height state as their place", () => {
    const valid = new Uint8Array((WIDTH * HEIGHT) / 8).fill(255);
    valid[1] &= 0b11111011;
    const record = readX3p(
      buildGrid({ x: (x, y) => (x === 2 && y === 1 ? 0 : x * PITCH), y: (_, y) => y * PITCH, valid }),
    );
    expect(heightsOf(record)[WIDTH + 2]).toBeNaN();
    expect(heightsOf(record)[WIDTH + 3]).toBe(upright[WIDTH + 3]);
  });

  it("interpolates unevenly spaced columns to their mean step, and says so", () => {
    const place = (x: number): number => (x + 0.3 * Math.sin(x)) * PITCH;
    const slope = (x: number): number => place(x) * 0.05;
    const record = readX3p(buildGrid({ x: place, z: (x) => slope(x) }));
    const step = (place(WIDTH - 1) - place(0)) / (WIDTH - 1);
    expect(record.surface.incrementX).toBeCloseTo(step, 12);
    expect(record.remarks.join()).toMatch(/unevenly spaced; heights were interpolated/);
    // Heights that rise with the place rise evenly once the places do.
    record.surface.values.forEach((value, i) => {
      expect(value + record.zOffset).toBeCloseTo((i % WIDTH) * step * 0.05, 10);
    });
  });

  it("swaps rows and columns back where x runs along the columns", () => {
    const record = readX3p(buildGrid({ x: (_, y) => y * PITCH, y: (x) => x * PITCH }));
    expect(record.surface).toMatchObject({ width: HEIGHT, height: WIDTH });
    expect(heightsOf(record)[1]).toBe(Math.round(heightAt(0, 1) * 1e7));
    expect(record.remarks.join()).toMatch(/rows and columns were swapped/);
  });

  it("refuses places that form no grid", () => {
    const sheared = buildGrid({ x: (x, y) => (x + 0.5 * y) * PITCH, y: (_, y) => y * PITCH });
    expect(refusalOf(sheared)).toMatch(/^X3P_UNSUPPORTED.*CX.*no grid/);
    expect(refusalOf(buildGrid({ x: () => 0 }))).toMatch(/^X3P_UNSUPPORTED.*CX/);
    expect(refusalOf(buildGrid({ y: (_, y) => ((y * 5) % 6) * PITCH }))).toMatch(/^X3P_UNSUPPORTED.*CY/);
  });

  it("refuses data that lack the places, and text with the wrong number of parts", () => {
    const short = buildGrid({ x: (x) => x * PITCH, spec: { data: new Uint8Array(WIDTH * HEIGHT * 8) } });
    expect(refusalOf(short)).toMatch(/^X3P_MATRIX_SIZE/);
    const places = (xml: string): string => xml.replace("<AxisType>I", "<AxisType>A");
    const alone = buildX3p({ width: 2, height: 2, text: true, values: [1, 2, 3, 4], changeXml: places });
    expect(refusalOf(alone)).toMatch(/^X3P_XML_INVALID.*1 parts; 2 or 3/);
  });
});

describe("falling axes", () => {
  it("reverses columns and rows so that the axes rise", () => {
    const left = readX3p(buildGrid({ spec: { incrementX: -PITCH } }));
    expect(heightsOf(left)).toEqual(mirrored);
    expect(left.surface.incrementX).toBe(PITCH);
    expect(left.remarks.join()).toMatch(/x axis falls; the columns were reversed/);
    expect(heightsOf(readX3p(buildGrid({ spec: { incrementY: -PITCH } })))).toEqual(upsideDown);
    expect(heightsOf(readX3p(buildGrid({ x: (x) => -x * PITCH })))).toEqual(mirrored);
  });
});

describe("the rotation of the axes", () => {
  const turned = (entries: Record<string, number>): Uint8Array => {
    const cells = Object.entries(entries).map(([name, value]) => `<${name}>${value}</${name}>`);
    return buildGrid({ spec: { axesExtra: `<Rotation>${cells.join("")}</Rotation>` } });
  };

  it("is nothing where it is the identity", () => {
    for (const entries of [{}, { r11: 1, r12: 0, r22: 1 }, { r11: 0.9999999, r12: 0.0004, r21: -0.0004 }]) {
      const record = readX3p(turned(entries));
      expect(heightsOf(record)).toEqual(upright);
      expect(record.remarks).toEqual([]);
    }
  });

  it("is applied where it is half a turn", () => {
    const about = (r11: number, r22: number, r33: number): number[] => {
      const record = readX3p(turned({ r11, r22, r33 }));
      expect(record.remarks.join()).toMatch(/half a turn; it was applied/);
      return heightsOf(record);
    };
    expect(about(-1, -1, 1)).toEqual(expected((x, y) => heightAt(WIDTH - 1 - x, HEIGHT - 1 - y)));
    expect(about(-1, 1, -1)).toEqual(mirrored.map((z) => 0 - z));
  });

  it("is refused where it is a mirror or another angle, or no number", () => {
    expect(refusalOf(turned({ r11: -1 }))).toMatch(/^X3P_UNSUPPORTED.*mirrored/);
    expect(refusalOf(turned({ r11: 0, r12: -1, r21: 1, r22: 0 }))).toMatch(/^X3P_UNSUPPORTED.*half a turn/);
    expect(refusalOf(turned({ r11: Math.cos(0.01), r12: -Math.sin(0.01) }))).toMatch(/^X3P_UNSUPPORTED/);
    const words = buildX3p({ axesExtra: "<Rotation><r11>one</r11></Rotation>" });
    expect(refusalOf(words)).toMatch(/^X3P_XML_INVALID.*Rotation/);
  });
});

describe("what was set right", () => {
  it("is written as it was read: the next round gives the same bytes", () => {
    const odd = buildGrid({ x: (x) => -x * PITCH, y: (_, y) => y * PITCH });
    const write = (bytes: Uint8Array): Uint8Array => {
      const record = readX3p(bytes);
      return writeX3p(record.surface, record.metadata, { dataType: "D", zOffset: record.zOffset });
    };
    const first = write(odd);
    const second = write(first);
    expect(write(second)).toEqual(second);
    expect(readX3p(first).metadata).toEqual(readX3p(odd).metadata);
    expect(heightsOf(readX3p(second))).toEqual(mirrored);
  });
});
