import { describe, expect, it } from "@jest/globals";
import {
  correlateLags,
  createTrack,
  findBestLag,
  findLagRange,
  stretchProfile,
  type Track,
} from "../../src/analysis/compare/land-correlate.ts";
import { matchSegments } from "../../src/analysis/compare/land-segments.ts";
import { smoothProfile } from "../../src/analysis/compare/smooth-profile.ts";
import { createRandom } from "../../src/analysis/random.ts";

/** Smooth noise: a stand-in for striae. */
function makeProfile(seed: number, count: number): Float32Array {
  const random = createRandom(seed);
  return smoothProfile(
    Float32Array.from({ length: count }, () => random.normal()),
    12,
    0,
  );
}

function track(profile: Float32Array): Track {
  const made = createTrack(profile);
  if (!made) throw new Error("the profile is empty");
  return made;
}

const correlateAtLag = (a: Track, b: Track, lag: number, least: number): number =>
  correlateLags(a, b, { first: lag - 2, last: lag + 1 }, least)[2];

/** Pearson's formula, written out over the pairs that are there. */
function correlatePlainly(a: Float32Array, b: Float32Array, lag: number): number {
  const pairs: [number, number][] = [];
  for (let x = 0; x < a.length; x++) {
    const p = a[x];
    const q = b[x - lag];
    if (q !== undefined && !Number.isNaN(p) && !Number.isNaN(q)) pairs.push([p, q]);
  }
  const meanP = pairs.reduce((sum, [p]) => sum + p, 0) / pairs.length;
  const meanQ = pairs.reduce((sum, [, q]) => sum + q, 0) / pairs.length;
  let pq = 0;
  let pp = 0;
  let qq = 0;
  for (const [p, q] of pairs) {
    pq += (p - meanP) * (q - meanQ);
    pp += (p - meanP) ** 2;
    qq += (q - meanQ) ** 2;
  }
  return pq / Math.sqrt(pp * qq);
}

describe("correlateLags", () => {
  it("is Pearson's correlation over the overlap, with and without missing samples", () => {
    const a = makeProfile(1, 300);
    const b = makeProfile(2, 280);
    for (const lag of [-60, 0, 17]) {
      expect(correlateAtLag(track(a), track(b), lag, 50)).toBeCloseTo(correlatePlainly(a, b, lag), 9);
    }
    a.fill(Number.NaN, 100, 130);
    b.fill(Number.NaN, 40, 45);
    for (const lag of [-60, 0, 17]) {
      expect(correlateAtLag(track(a), track(b), lag, 50)).toBeCloseTo(correlatePlainly(a, b, lag), 9);
    }
  });

  it("refuses a lag whose overlap is below the least", () => {
    const a = track(makeProfile(1, 100));
    expect(correlateAtLag(a, a, 60, 41)).toBeNaN();
    expect(correlateAtLag(a, a, 60, 40)).not.toBeNaN();
  });
});

describe("findBestLag", () => {
  it("finds a stretch of a profile where it was cut out", () => {
    const whole = makeProfile(3, 400);
    const a = track(whole);
    const b = track(whole.slice(90, 350));
    const range = findLagRange(a, b, 10);
    expect(range).toEqual({ first: -10, last: 150 });
    const best = findBestLag(a, b, range, 150);
    expect(best?.lag).toBe(90);
    expect(best?.correlation).toBeCloseTo(1, 6);
  });

  it("says null where no lag overlaps enough", () => {
    const a = track(makeProfile(3, 50));
    expect(findBestLag(a, a, { first: 30, last: 40 }, 45)).toBeNull();
  });
});

describe("stretchProfile", () => {
  it("is undone by its inverse but for the interpolation", () => {
    const profile = makeProfile(4, 500);
    const back = stretchProfile(stretchProfile(profile, 1.05), 1 / 1.05);
    expect(back).toHaveLength(500);
    for (let x = 5; x < 495; x++) expect(back[x]).toBeCloseTo(profile[x], 1);
  });

  it("keeps missing samples missing", () => {
    const profile = makeProfile(4, 100);
    profile.fill(Number.NaN, 40, 60);
    const wide = stretchProfile(profile, 1.03);
    expect(wide[Math.round(wide.length / 2)]).toBeNaN();
    expect(wide[5]).not.toBeNaN();
  });
});

describe("matchSegments", () => {
  const options = { length: 30, tolerance: 4 };

  it("finds every segment of a shifted copy congruent at the shift", () => {
    const whole = makeProfile(5, 500);
    const a = track(whole.slice(0, 450));
    const b = track(whole.slice(20, 470));
    const match = matchSegments(a, b, { first: -30, last: 30 }, options);
    expect(match.lag).toBe(20);
    expect(match.usable).toBeGreaterThanOrEqual(14);
    // The first segment begins before b does.
    expect(match.congruent).toBeGreaterThanOrEqual(match.usable - 1);
  });

  it("finds few in unrelated profiles", () => {
    const match = matchSegments(
      track(makeProfile(6, 450)),
      track(makeProfile(7, 450)),
      { first: -30, last: 30 },
      options,
    );
    expect(match.congruent).toBeLessThan(match.usable / 2);
  });

  it("does not count segments without data", () => {
    const profile = makeProfile(8, 450);
    profile.fill(Number.NaN, 120, 240);
    const match = matchSegments(track(profile), track(makeProfile(8, 450)), { first: -30, last: 30 }, options);
    expect(match.usable).toBe(11);
    expect(match.congruent).toBe(11);
  });
});
