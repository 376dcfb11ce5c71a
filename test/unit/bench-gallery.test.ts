/** The simulated gallery of the benches: marks by their seed, and what is counted about them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createGallery } from "../../bench/gallery/gallery-mark.ts";
import { CHUNK, countMarks, readVectors, VECTOR_LENGTH, writeChunk } from "../../bench/gallery/gallery-store.ts";
import { decodeInput, encodeInput } from "../../bench/gallery/kept-inputs.ts";
import { listSlots, packRecords } from "../../bench/gallery/packed-records.ts";
import { countAhead, type MatePair, measureShare } from "../../bench/recall/rank-mates.ts";
import { readOptions } from "../../bench/support/bench.ts";
import { findMean, measureMark } from "../../bench/support/mark-statistics.ts";
import { measureCosines } from "../../bench/support/real-marks.ts";
import { createVectorSource, fitVectorShape, MATES } from "../../bench/vectors/draw-vectors.ts";
import { createQuery } from "../../src/analysis/compare/compare-marks.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";

const kernels = loadKernels();

describe("marks of the gallery", () => {
  test("are the same by their index, in whatever order they are made", () => {
    const [one, two] = [createGallery(kernels), createGallery(kernels)];
    const late = [7, 2, 6].map((index) => one(index).surface.values);
    const early = [2, 6, 7].map((index) => two(index).surface.values);
    expect(late).toEqual([early[2], early[0], early[1]]);
    expect(early[1]).not.toEqual(early[2]);
  });

  test("are as rough as prepared breech faces of 9 mm pistols, and as large", () => {
    const makeMark = createGallery(kernels);
    const found = Array.from({ length: 24 }, (_, i) => measureMark(makeMark(i).surface, kernels));
    const ring = (place: number) => findMean(found.map(({ rings }) => rings[place] ?? Number.NaN));
    // Between the means of the two studies, with what 24 marks leave to chance.
    expect(ring(4)).toBeGreaterThan(13);
    expect(ring(4)).toBeLessThan(18);
    expect(ring(7)).toBeGreaterThan(2);
    expect(ring(7)).toBeLessThan(2.9);
    expect(ring(11)).toBeLessThan(0.1);
    expect(Math.min(...found.map(({ area }) => area))).toBeGreaterThan(0.7);
    expect(Math.max(...found.map(({ area }) => area))).toBeLessThan(7);
  });

  test("can be verified: a mark agrees with itself made again, and not with another", () => {
    const query = createQuery(createGallery(kernels)(4));
    const [same, other] = [4, 9].map((index) => query.compareWith(createGallery(kernels)(index)));
    expect(same).toMatchObject({ comparable: true });
    if (!same?.comparable) throw new Error("Not comparable with itself.");
    expect(same.score).toBeGreaterThan(0.9);
    expect(other?.comparable ? other.score : 0).toBeLessThan(0.2);
  });

  test("keep what a model reads of them but for rounding", () => {
    const input = buildDescriptorInput(createGallery(kernels)(3));
    const bytes = encodeInput(input);
    const file = Buffer.concat([bytes, bytes]);
    const { data, dims } = decodeInput(file, 1);
    expect(dims).toEqual(input.dims);
    expect(Math.max(...data.map((value, i) => Math.abs(value - (input.data[i] ?? 0))))).toBeLessThan(1e-4);
  });
});

describe("the gallery's folder", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ribin-gallery-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("counts whole files from the first on, and gives their vectors", async () => {
    const rows = Float32Array.from({ length: CHUNK * VECTOR_LENGTH }, (_, i) => i);
    const bytes = new Uint8Array(rows.buffer);
    for (const chunk of [0, 1, 3]) await writeChunk(folder, "vectors", chunk, bytes);
    expect(countMarks(folder, "vectors")).toBe(2 * CHUNK);
    const read = await readVectors(folder, "vectors", CHUNK + 1);
    expect(read).toHaveLength((CHUNK + 1) * VECTOR_LENGTH);
    expect([...read.subarray(-3)]).toEqual([253, 254, 255]);
    await expect(readVectors(folder, "vectors", 3 * CHUNK)).rejects.toThrow("run the bench gallery");
  });

  test("packs records of unequal length, some of them empty", () => {
    const records = [[1, 2, 3], [], [4]].map((bytes) => Uint8Array.from(bytes));
    const pack = packRecords(records);
    expect(listSlots(pack).map(({ offset, length }) => [...pack.subarray(offset, offset + length)])).toEqual([
      [1, 2, 3],
      [],
      [4],
    ]);
  });
});

describe("what is counted", () => {
  test("ties stand before the mate", () => {
    expect(countAhead(Float32Array.of(0.5, 0.1, 0.4, 0.9), 0.5, [1, 2, 4])).toEqual([1, 1, 2]);
  });

  test("a share where all are found still has a width", () => {
    const pair = (firearm: string, exhibits: string, rank: number): MatePair => {
      return { firearm, exhibits, vectors: [rank], registration: null };
    };
    const pairs = [pair("one", "a b", 1), pair("one", "a b", 2), pair("two", "c d", 1), pair("two", "c e", 3)];
    const all = measureShare(pairs, ({ vectors }) => (vectors[0] ?? 9) <= 3);
    expect(all.share).toBe(1);
    expect(all.interval.low).toBeCloseTo(0.438, 2);
    expect(measureShare(pairs, ({ vectors }) => vectors[0] === 1).share).toBe(0.5);
  });

  test("an option that a bench does not know is refused", () => {
    expect(() => readOptions(["--nothing", "1"], ["count"])).toThrow("--nothing");
    expect(() => readOptions(["--count", "many"], ["count"]).readNumber("count", 1)).toThrow("must be a number");
  });
});

describe("drawn vectors", () => {
  test("have the sample's mean and spread, and mates at any turn", () => {
    const random = createRandom(5);
    const length = 8;
    const spread = [0.3, 0.5, 0.1, 0.2, 0.4, 0.3, 0.2, 0.3];
    const sample = Float32Array.from({ length: 2_000 * length }, (_, i) => {
      return (i % length === 0 ? 0.6 : 0) + (spread[i % length] ?? 0) * random.normal();
    });
    const turning = { harmonics: [1, 2, 3, 4], steps: Array.from({ length: 64 }, (_, i) => i / 64) };
    const next = createVectorSource(fitVectorShape(sample, length), turning, 1);
    const drawn = Array.from({ length: 300 * MATES }, next);
    for (const vector of drawn) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const first = drawn.filter((_, i) => i % MATES === 0);
    expect(findMean(first.map((vector) => vector[0] ?? 0))).toBeGreaterThan(0.4);
    expect(findMean(first.map((vector) => (vector[1] ?? 0) ** 2))).toBeGreaterThan(
      3 * findMean(first.map((vector) => (vector[2] ?? 0) ** 2)),
    );
    expect(measureCosines([Float32Array.of(1, 0), Float32Array.of(0, 1)], Float32Array.of(0.6, 0.8, 1, 0), 2)).toEqual(
      Float32Array.of(0.8, 1),
    );
  });
});
