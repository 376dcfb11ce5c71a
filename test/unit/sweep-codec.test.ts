/** Sweep records as bytes: what goes in comes out, and bytes from elsewhere are refused, never scored. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { runSweep } from "../../src/analysis/sweep/run-sweep.ts";
import { decodeSweepRecord, encodeSweepRecord } from "../../src/analysis/sweep/sweep-codec.ts";
import { createSweepQuery, type SweepQuery } from "../../src/analysis/sweep/sweep-query.ts";
import { buildSweepRecord, type SweepRecord } from "../../src/analysis/sweep/sweep-record.ts";

const REFUSAL = expect.objectContaining({ code: "NOT_COMPARABLE" });
const kernels = createWasmKernels();
let record: SweepRecord;
let bytes: Uint8Array;
let query: SweepQuery;
beforeAll(() => {
  const surface = simulateBreechFaceFiring(simulateFirearm(7), 1, { pitch: 12.5e-6 });
  const mark = prepareMark(surface, "BreechFace", { scaleKnown: true });
  record = buildSweepRecord(kernels, mark);
  bytes = encodeSweepRecord(record);
  query = createSweepQuery(kernels, mark);
});

describe("encoded sweep records", () => {
  test("come back as they were, in no more than 25 KB", () => {
    expect(bytes.length).toBeLessThan(25_000);
    const decoded = decodeSweepRecord(bytes);
    if (decoded.kind !== "areal" || record.kind !== "areal") throw new Error("not areal");
    expect(decoded.spectrum).toEqual(record.spectrum);
    expect(decoded.speckle).toEqual(record.speckle);
    expect(decoded.mask).toEqual(record.mask);
    for (const name of ["pitch", "area", "spectrumStep", "speckleStep"] as const) {
      expect(decoded[name]).toBe(Math.fround(record[name]));
    }
    expect(encodeSweepRecord(decoded)).toEqual(bytes);
  });

  const spoil: readonly (readonly [string, (good: Uint8Array) => Uint8Array])[] = [
    ["nothing", () => new Uint8Array()],
    ["a prefix alone", (good) => good.slice(0, 12)],
    ["cut short", (good) => good.slice(0, -1)],
    ["too long", (good) => Uint8Array.of(...good, 0)],
    ["another magic", (good) => good.with(0, 0)],
    ["another version", (good) => good.with(4, 9)],
    ["another kind", (good) => good.with(8, 7)],
    ["areal bytes as a profile", (good) => good.with(8, 2)],
    ["a pitch that is no number", (good) => good.with(14, 0xff).with(15, 0xff)],
    ["a negative area", (good) => good.with(19, good[19] | 0x80)],
    ["noise", () => Uint8Array.from({ length: 16_868 }, (_, i) => (i * 37) % 256)],
  ];
  test.each(spoil)("%s is refused, and gets no score in a pass", (_, make) => {
    const bad = make(bytes);
    expect(() => decodeSweepRecord(bad)).toThrow(REFUSAL);
    const pack = new Uint8Array(bad.length + bytes.length);
    pack.set(bad);
    pack.set(bytes, bad.length);
    const scores = runSweep(query, pack, [
      { offset: 0, length: bad.length },
      { offset: bad.length, length: bytes.length },
    ]);
    expect(scores[0]).toBeNaN();
    expect(scores[1]).toBeGreaterThan(20);
  });

  test("a slot beyond the pack gets no score", () => {
    expect(runSweep(query, bytes, [{ offset: bytes.length, length: bytes.length }])[0]).toBeNaN();
  });

  test("numbers of any size in the arrays give finite scores", () => {
    const random = createRandom(3);
    const noise = bytes.slice();
    for (let i = 28; i < noise.length; i++) noise[i] = random.integer(256);
    const found = query.score(decodeSweepRecord(noise));
    expect(Number.isFinite(found?.score)).toBe(true);
  });
});

/** A square topography of a breech face, 12.5 um between points. */
const makeFlatMark = (side: number, values: Float32Array) =>
  ({
    preparation: "x",
    preparationVersion: "1",
    region: "BreechFace",
    profile: null,
    scaleKnown: true,
    surface: { width: side, height: side, incrementX: 12.5e-6, incrementY: 12.5e-6, values, kind: "topography" },
  }) as const;

test("a mark with hardly any data has no record, and says why", () => {
  const values = new Float32Array(100 * 100).fill(Number.NaN);
  values[5_050] = 1;
  expect(() => buildSweepRecord(kernels, makeFlatMark(100, values))).toThrow(REFUSAL);
});

test("a constant mark has no record either", () => {
  expect(() => buildSweepRecord(kernels, makeFlatMark(300, new Float32Array(300 * 300).fill(1)))).toThrow(REFUSAL);
});
