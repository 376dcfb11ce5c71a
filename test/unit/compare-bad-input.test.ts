/** What is no mark, or no pair of marks of one region, is refused in words or scores nothing. */
import { describe, expect, test } from "@jest/globals";
import { compareMarks } from "../../src/analysis/compare/compare-marks.ts";
import type { ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { createNoiseField, sampleField } from "../../src/analysis/simulate/noise-field.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const PITCH = 6.25e-6;
const SIZE = 672;

/** A ring (or disc) of 4 mm, as large as a primer. */
function makeSurface(height: (x: number, y: number, radius: number) => number, hole = 0.9e-3): Surface {
  const values = new Float32Array(SIZE * SIZE).fill(Number.NaN);
  for (let row = 0, i = 0; row < SIZE; row++) {
    const y = (row - (SIZE - 1) / 2) * PITCH;
    for (let column = 0; column < SIZE; column++, i++) {
      const x = (column - (SIZE - 1) / 2) * PITCH;
      const radius = Math.hypot(x, y);
      if (radius <= 2e-3 && radius >= hole) values[i] = height(x, y, radius);
    }
  }
  return { width: SIZE, height: SIZE, incrementX: PITCH, incrementY: PITCH, values, kind: "topography" };
}

function makeNoise(seed: number): Surface {
  const random = createRandom(seed);
  return makeSurface(() => 1e-7 * random.normal());
}

/** Noise within the band that is compared: nothing but its not repeating tells it from a mark. */
function makeBandNoise(seed: number): Surface {
  const field = createNoiseField(createRandom(seed), SIZE, PITCH, { shortest: 30e-6, longest: 200e-6, hurst: 0 });
  return makeSurface((x, y) => 1e-7 * sampleField(field, x, y));
}

type Stroke = readonly [number, number, number, number];

function measureDistance(x: number, y: number, [x1, y1, x2, y2]: Stroke): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** A coin as large as a primer: the rim of its denomination, which all share, and a legend of strokes that they do not. */
function makeCoin(seed: number): Surface {
  const random = createRandom(seed);
  const strokes = Array.from({ length: 34 }, (): Stroke => {
    const radius = 1.15e-3 + 0.3e-3 * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    const x = radius * Math.cos(angle);
    const y = radius * Math.sin(angle);
    return [x, y, x + 0.4e-3 * (random.uniform() - 0.5), y + 0.4e-3 * (random.uniform() - 0.5)];
  });
  const step = (distance: number): number => 1 / (1 + Math.exp(-distance / 15e-6));
  return makeSurface((x, y, radius) => {
    let flat = 1;
    for (const stroke of strokes) flat *= step(measureDistance(x, y, stroke) - 40e-6);
    return 20e-6 * step(radius - 1.75e-3) + 12e-6 * (1 - flat) + 1e-7 * random.normal();
  }, 0);
}

const prepare = (surface: Surface): PreparedMark => prepareMark(surface, "BreechFace", { scaleKnown: true });
const compare = (a: Surface, b: Surface): ComparisonOutcome => compareMarks(prepare(a), prepare(b));
/** Why not; what the outcome says instead where it is a comparison. */
const explain = (outcome: ComparisonOutcome): string =>
  outcome.comparable ? `compared with score ${outcome.score}` : outcome.reason;

const firearm = simulateFirearm(3);
const mark = simulateBreechFaceFiring(firearm, 1);
const again = simulateBreechFaceFiring(firearm, 2);

describe("surfaces without a mark", () => {
  test("a blank", () => {
    const blank = makeSurface(() => 0);
    expect(explain(compare(blank, blank))).toMatch(/no texture/);
    expect(explain(compare(mark, blank))).toMatch(/no texture/);
    expect(
      explain(
        compare(
          mark,
          makeSurface((x, y) => 4e-3 * x - 2e-3 * y),
        ),
      ),
    ).toMatch(/no texture|noise/);
  });

  test("noise, even the same noise twice, on either side", () => {
    for (const [a, b] of [
      [makeNoise(1), makeNoise(2)],
      [makeNoise(1), makeNoise(1)],
      [mark, makeNoise(1)],
      [makeNoise(1), mark],
    ] as const) {
      expect(explain(compare(a, b))).toMatch(/no mark above the instrument's noise/);
    }
  });

  test("noise as wide as a mark scores nothing", () => {
    const outcome = compare(makeBandNoise(1), makeBandNoise(2));
    if (!outcome.comparable) throw new Error(outcome.reason);
    expect(outcome.score).toBeLessThan(0.1);
    expect(outcome.cells?.congruent).toBeLessThanOrEqual(1);
    expect(outcome.cells?.convergence?.reached).toBe(false);
  });
});

describe("coins", () => {
  test.each([1, 2, 3])("two coins that share a rim but no legend do not score (%i)", (seed) => {
    const outcome = compare(makeCoin(seed), makeCoin(seed + 50));
    if (outcome.comparable) expect(outcome.score).toBeLessThan(0.15);
    else expect(outcome.reason).toMatch(/as well at other poses/);
  });

  test("a coin and a breech face share nothing", () => {
    const outcome = compare(mark, makeCoin(1));
    expect(outcome.comparable ? outcome.score : 0).toBeLessThan(0.1);
  });

  test("the same coin twice is the same surface", () => {
    const outcome = compare(makeCoin(1), makeCoin(1));
    if (!outcome.comparable) throw new Error(outcome.reason);
    expect(outcome.score).toBeGreaterThan(0.8);
  });
});

describe("scales", () => {
  const scale = (surface: Surface, factor: number): Surface => ({
    ...surface,
    incrementX: surface.incrementX * factor,
    incrementY: surface.incrementY * factor,
  });

  test("a pitch half of what it is: sizes contradict each other, either way round", () => {
    expect(explain(compare(mark, scale(again, 0.5)))).toMatch(/Different scales.*mm/);
    expect(explain(compare(scale(again, 0.5), mark))).toMatch(/Different scales.*mm/);
  });

  test("both at the same wrong scale are compared as they are: nothing contradicts", () => {
    expect(compare(scale(mark, 0.8), scale(again, 0.8)).comparable).toBe(true);
  });

  test.each([2, 1e3, 1e-3])("lengths %d times as large are no breech face", (factor) => {
    expect(() => prepare(scale(again, factor))).toThrow(/not found for sure|no data|too small/i);
  });
});

test("two regions of one case are not compared", () => {
  const pin: PreparedMark = { ...prepare(again), region: "FiringPinImpression" };
  expect(explain(compareMarks(prepare(mark), pin))).toMatch(/Different regions: BreechFace and FiringPinImpression/);
});

test("a speck of a mark is too little data, and says how little", () => {
  const speck = again.values.map((z, i) => {
    const x = (i % again.width) - again.width / 2;
    const y = Math.floor(i / again.width) - again.height / 2;
    return x > 200 && x < 260 && Math.abs(y) < 30 ? z : Number.NaN;
  });
  expect(explain(compare(mark, { ...again, values: speck }))).toMatch(/Too little.*cells/);
});
