import { describe, expect, it } from "@jest/globals";
import { compareBullets, matchPhases } from "../../src/analysis/compare/bullet-compare.ts";
import type { ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring, simulateRecoveredBullet } from "../../src/analysis/simulate/land-firing.ts";

function outcome(score: number): ComparisonOutcome {
  return {
    comparable: true,
    method: "land-profile",
    methodVersion: "1",
    score,
    pose: { angle: 0, shiftX: 0, shiftY: 0 },
    correlation: score,
    overlap: 1,
    cells: null,
    segments: [],
  };
}
const refused: ComparisonOutcome = { comparable: false, method: "land-profile", methodVersion: "1", reason: "damaged" };

/** A table of land outcomes: high where `meets(a)` is b. */
function makeTable(count: number, meets: (a: number) => number): (ComparisonOutcome | null)[][] {
  return Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_, b) => outcome(b === meets(a) ? 0.8 : 0.2)),
  );
}

describe("matchPhases", () => {
  it("finds the phase, its mean and its margin, for any number of lands", () => {
    for (const count of [4, 5, 6, 8]) {
      const match = matchPhases(makeTable(count, (a) => (a + 3) % count));
      expect(match).toMatchObject({ comparable: true, phase: 3, reversed: false, pairs: count });
      if (!match.comparable) continue;
      expect(match.landScore).toBeCloseTo(0.8, 9);
      expect(match.background).toBeCloseTo(0.2, 9);
      // (0.8 - 0.2) n / (n + 1) / 0.65
      expect(match.score).toBeCloseTo((0.6 * count) / (count + 1) / 0.65, 9);
      expect(match.margin).toBeCloseTo(0.6, 9);
      expect(match.phases).toHaveLength(count);
      expect(match.lands.map(({ a, b }) => [a, b])).toEqual(
        Array.from({ length: count }, (_, a) => [a, (a + 3) % count]),
      );
    }
  });

  it("finds lands that were indexed the other way when asked to", () => {
    const table = makeTable(6, (a) => (4 - a + 6) % 6);
    expect(matchPhases(table, { eitherDirection: true })).toMatchObject({ phase: 4, reversed: true });
    const match = matchPhases(table);
    expect(match.comparable && match.score).toBeLessThan(0.5);
  });

  it("leaves missing and damaged lands out of the mean", () => {
    const table = makeTable(6, (a) => (a + 1) % 6);
    table[0] = table[0].map(() => null);
    table[3][4] = refused;
    const match = matchPhases(table);
    expect(match).toMatchObject({ phase: 1, pairs: 4 });
    expect(match.comparable && match.landScore).toBeCloseTo(0.8, 9);
    expect(match.comparable && match.lands).toHaveLength(5);
  });

  it("scores nothing where the whole table agrees alike, however much", () => {
    const table = makeTable(6, () => -1).map((row) => row.map(() => outcome(0.6)));
    const match = matchPhases(table);
    expect(match.comparable && match.score).toBeCloseTo(0, 9);
  });

  it("counts the same contrast for less where fewer lands are left", () => {
    const full = matchPhases(makeTable(6, (a) => a));
    const two = matchPhases(makeTable(6, (a) => a).map((row, a) => (a < 2 ? row : row.map(() => null))));
    if (!full.comparable || !two.comparable) throw new Error("not comparable");
    expect(two.pairs).toBe(2);
    expect(two.score).toBeLessThan(full.score - 0.1);
  });

  it("does not let one lucky pair outrank a phase of six", () => {
    const table = makeTable(6, (a) => a);
    for (let a = 0; a < 6; a++) table[a][(a + 2) % 6] = a === 0 ? outcome(0.99) : null;
    expect(matchPhases(table)).toMatchObject({ phase: 0 });
  });

  it("refuses when no phase has two pairs", () => {
    const table = makeTable(6, (a) => a).map((row, a) => row.map((cell, b) => (a === 2 && b === 5 ? cell : null)));
    expect(matchPhases(table)).toMatchObject({ comparable: false, reason: expect.stringMatching(/2 land pairs/) });
    expect(matchPhases([])).toMatchObject({ comparable: false });
  });
});

describe("compareBullets", () => {
  const firearm = simulateFirearm(51);
  const count = firearm.lands.length;
  const fire = (seed: number, first: number) =>
    Array.from({ length: count }, (_, i) =>
      prepareLand(simulateLandFiring(firearm, (first + i) % count, seed), { scaleKnown: true }),
    );

  it("finds how two bullets of one barrel were indexed, one land missing", () => {
    const a = fire(1, 0);
    const b: (ReturnType<typeof prepareLand> | null)[] = fire(2, 2);
    b[1] = null;
    const match = compareBullets(a, b);
    expect(match).toMatchObject({ comparable: true, phase: count - 2, pairs: count - 1 });
    expect(match.comparable && (match.margin ?? 0)).toBeGreaterThan(0.2);
  });

  for (const [lands, twist] of [
    [4, 0.09],
    [5, -0.09],
    [8, -0.09],
  ] as const) {
    it(`orders bullets of ${lands} lands, twist ${twist}, with damaged and missing lands`, () => {
      const own = simulateFirearm(55, { numberOfLands: lands });
      const other = simulateFirearm(56, { numberOfLands: lands });
      const recover = (from: typeof own, seed: number, missing: number) =>
        simulateRecoveredBullet(from, seed, { missing, pits: 12, lean: twist }).map(
          (scan) => scan && prepareLand(scan, { scaleKnown: true }),
        );
      const query = recover(own, 1, 0);
      const mate = compareBullets(query, recover(own, 2, 1));
      const stranger = compareBullets(query, recover(other, 2, 1));
      if (!mate.comparable || !stranger.comparable) throw new Error("not comparable");
      expect(mate.score).toBeGreaterThan(stranger.score + 0.2);
      expect(mate.pairs).toBe(lands - 1);
    }, 120_000);
  }
});
