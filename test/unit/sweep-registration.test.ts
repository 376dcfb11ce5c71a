/** The second net's numerics on simulated marks: mates at any turn stand far above all others, whole and halved. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { cutHalfAtRandom } from "../../src/analysis/evaluate/cut-half.ts";
import { createPlainKernels } from "../../src/analysis/kernels/plain-kernels.ts";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { wrapAngle } from "../../src/analysis/register/pose.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateFiringPin } from "../../src/analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../src/analysis/simulate/firing-pin-firing.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import { createSweepQuery } from "../../src/analysis/sweep/sweep-query.ts";
import { buildSweepRecord, type SweepRecord } from "../../src/analysis/sweep/sweep-record.ts";

const kernels = createWasmKernels();
/** Of one make: what they share is class. */
const FIREARMS = [1, 2, 3, 4, 5].map((seed) => simulateFirearm(seed, { make: "Guaiacum" }));
const TURN = { first: 0.4, second: -2.3 };

const fire = (firearm: number, firing: number, rotation: number) =>
  simulateBreechFaceFiring(FIREARMS[firearm], firing, { pitch: 12.5e-6, rotation });
const prepare = (surface: Parameters<typeof prepareMark>[0], region: PreparedMark["region"]) =>
  prepareMark(surface, region, { scaleKnown: true });

describe("breech faces", () => {
  let records: readonly SweepRecord[];
  beforeAll(() => {
    records = FIREARMS.map((_, i) => buildSweepRecord(kernels, prepare(fire(i, 1, TURN.first), "BreechFace")));
  });
  const scoreAll = (mark: PreparedMark) => {
    const query = createSweepQuery(kernels, mark);
    return records.map((record) => query.score(record));
  };

  test("a mate stands far above all others of its make, at the turn between the two", () => {
    for (const own of [0, 3]) {
      const scores = scoreAll(prepare(fire(own, 2, TURN.second), "BreechFace"));
      const others = scores.filter((_, i) => i !== own).map((each) => each?.score ?? Number.NaN);
      expect(scores[own]?.score).toBeGreaterThan(1.5 * Math.max(...others));
      const angle = wrapAngle((scores[own]?.angle ?? Number.NaN) - (TURN.second - TURN.first));
      expect(Math.abs(angle)).toBeLessThan((2 * Math.PI) / 180);
    }
  });

  test("so does half of one, whose middle lies a millimetre off", () => {
    const half = cutHalfAtRandom(fire(1, 2, TURN.second), createRandom(11));
    const scores = scoreAll(prepare(half, "BreechFace")).map((each) => each?.score ?? Number.NaN);
    const [, own] = scores;
    expect(own).toBeGreaterThan(1.2 * Math.max(...scores.filter((_, i) => i !== 1)));
  });

  test("the plain kernels give the same scores", () => {
    const mark = prepare(fire(0, 2, TURN.second), "BreechFace");
    const plain = createPlainKernels();
    const query = createSweepQuery(plain, mark);
    const fast = createSweepQuery(kernels, mark);
    for (const record of records.slice(0, 2)) {
      const [found, expected] = [fast.score(record), query.score(record)];
      expect(found?.score).toBeCloseTo(expected?.score ?? Number.NaN, 2);
      expect(found?.angle).toBe(expected?.angle);
    }
    const [record] = records;
    const twin = buildSweepRecord(plain, prepare(fire(0, 1, TURN.first), "BreechFace"));
    if (record.kind !== "areal" || twin.kind !== "areal") throw new Error("not areal");
    // Rounded to 8 bits: a number between two steps may fall on either.
    const off = record.spectrum.filter((value, i) => value !== twin.spectrum[i]).length;
    expect(off).toBeLessThan(record.spectrum.length / 500);
  });

  test("two queries take turns on one thread's kernels", () => {
    const first = createSweepQuery(kernels, prepare(fire(0, 2, TURN.second), "BreechFace"));
    const before = first.score(records[0]);
    const second = createSweepQuery(kernels, prepare(fire(1, 2, TURN.second), "BreechFace"));
    expect(second.score(records[1])?.score).toBeGreaterThan(second.score(records[0])?.score ?? Number.NaN);
    expect(first.score(records[0])).toEqual(before);
  });
});

test("firing pins are registered at their own pitch", () => {
  const pins = [21, 22, 23].map((seed) => simulateFiringPin(seed, "Hemispherical"));
  const mark = (pin: number, firing: number) =>
    prepare(simulateFiringPinFiring(pins[pin], firing), "FiringPinImpression");
  const records = pins.map((_, i) => buildSweepRecord(kernels, mark(i, 1)));
  const query = createSweepQuery(kernels, mark(1, 2));
  const scores = records.map((record) => query.score(record)?.score ?? Number.NaN);
  expect(scores.indexOf(Math.max(...scores))).toBe(1);
  const face = buildSweepRecord(kernels, prepare(fire(0, 1, 0), "BreechFace"));
  expect(query.score(face)).toBeNull();
});

test("lands are laid on each other at every shift", () => {
  const mark = (firearm: number, land: number, firing: number) =>
    prepare(simulateLandFiring(FIREARMS[firearm], land, firing), "LEA");
  const records = [0, 1, 2].map((firearm) => buildSweepRecord(kernels, mark(firearm, 0, 1)));
  const query = createSweepQuery(kernels, mark(2, 0, 2));
  const scores = records.map((record) => query.score(record)?.score ?? Number.NaN);
  expect(scores.indexOf(Math.max(...scores))).toBe(2);
});
