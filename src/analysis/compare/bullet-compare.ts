/** Compares two bullets land by land over all phases. */
import type { ComparisonOutcome, NotComparable } from "./comparison.ts";
import { createLandQuery } from "./land-compare.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export const BULLET_METHOD = "bullet-phases";
export const BULLET_METHOD_VERSION = "1.1.0";

/** A phase speaks only if at least this many of its land pairs, and this share of the best covered phase, compare. */
const LEAST_PAIRS = 2;
const LEAST_SHARE = 0.5;
/** Land score that lands out of phase reach on average, for a table that has none to measure it on. */
const USUAL_BACKGROUND = 0.2;
/** What a bullet's own phase stands out by against itself, six lands of it: the score is then 1. */
const WHOLE_CONTRAST = 0.65;

export interface BulletOptions {
  /** True when the two bullets may have been indexed in opposite directions; doubles the phases tried. */
  readonly eitherDirection?: boolean;
}

/** One way of laying the lands of B on those of A. */
export interface BulletPhase {
  /** Land i of A (from 0) meets land `(i + phase) mod n` of B, or `(phase - i) mod n` when `reversed`. */
  readonly phase: number;
  readonly reversed: boolean;
  /** Mean land score, 0..1. */
  readonly score: number;
  /** Land pairs that could be compared. */
  readonly pairs: number;
}

export interface BulletLandPair {
  /** Places in the two lists, from 0. */
  readonly a: number;
  readonly b: number;
  readonly outcome: ComparisonOutcome;
}

export interface BulletMatch extends BulletPhase {
  readonly comparable: true;
  /** How far the best phase stands out of the lands out of phase, 0..1; for ordering candidates only. */
  readonly score: number;
  /** Mean land score of the best phase, 0..1. */
  readonly landScore: number;
  /** Mean land score of the lands out of that phase, 0..1: what these two bullets agree in by chance. */
  readonly background: number;
  readonly method: string;
  readonly methodVersion: string;
  /** Best score minus that of the next best phase: same barrel means one phase stands out. Null with a single phase. */
  readonly margin: number | null;
  /** Every phase that could speak, best first. */
  readonly phases: readonly BulletPhase[];
  /** The land pairs of the best phase. */
  readonly lands: readonly BulletLandPair[];
}

export type BulletComparison = BulletMatch | NotComparable;

function refuse(reason: string): NotComparable {
  return { comparable: false, method: BULLET_METHOD, methodVersion: BULLET_METHOD_VERSION, reason };
}

/** Which land of B meets land `a` of A. */
function pairLand(a: number, phase: number, reversed: boolean, count: number): number {
  return reversed ? (phase - a + count) % count : (a + phase) % count;
}

type OutcomeTable = readonly (readonly (ComparisonOutcome | null)[])[];

/** Every phase with at least one land pair that could be compared. */
function listPhases(outcomes: OutcomeTable, options: BulletOptions): BulletPhase[] {
  const count = outcomes.length;
  const phases: BulletPhase[] = [];
  for (const reversed of options.eitherDirection ? [false, true] : [false]) {
    for (let phase = 0; phase < count; phase++) {
      let sum = 0;
      let pairs = 0;
      for (let a = 0; a < count; a++) {
        const outcome = outcomes[a][pairLand(a, phase, reversed, count)];
        if (!outcome?.comparable) continue;
        sum += outcome.score;
        pairs++;
      }
      if (pairs > 0) phases.push({ phase, reversed, score: sum / pairs, pairs });
    }
  }
  return phases;
}

/** Mean score of the land pairs that the phase does not lay on each other. */
function measureBackground(outcomes: OutcomeTable, { phase, reversed }: BulletPhase): number {
  let sum = 0;
  let count = 0;
  for (const [a, row] of outcomes.entries()) {
    for (const [b, outcome] of row.entries()) {
      if (!outcome?.comparable || b === pairLand(a, phase, reversed, outcomes.length)) continue;
      sum += outcome.score;
      count++;
    }
  }
  return count > 0 ? sum / count : USUAL_BACKGROUND;
}

/**
 * Finds the phase at which the lands of two bullets agree best. `outcomes[a][b]` is the comparison of land a of the first
 * with land b of the second, null where either is missing; square, one row and column a land.
 *
 * The score is the mean land score m of the best phase over that of all other land pairs b: `(m - b) n / (n + 1) / 0.65`,
 * cut to 0..1. Bullets that agree everywhere a little (the same jacket, the same light) do not gain by it, and the n land
 * pairs of a phase count for less where they are few, since the best of six means of two is high by chance. Chosen on
 * simulated damaged bullets with missing lands.
 */
export function matchPhases(outcomes: OutcomeTable, options: BulletOptions = {}): BulletComparison {
  const count = outcomes.length;
  if (count === 0) return refuse("There are no lands to compare.");
  const phases = listPhases(outcomes, options);
  const most = phases.reduce((largest, { pairs }) => Math.max(largest, pairs), 0);
  const fewest = Math.min(LEAST_PAIRS, count);
  const least = Math.max(fewest, LEAST_SHARE * most);
  const speaking = phases.filter(({ pairs }) => pairs >= least).sort((p, q) => q.score - p.score);
  const best = speaking[0];
  if (!best) return refuse(`No phase has ${fewest} land pairs that can be compared.`);

  const lands: BulletLandPair[] = [];
  for (let a = 0; a < count; a++) {
    const b = pairLand(a, best.phase, best.reversed, count);
    const outcome = outcomes[a][b];
    if (outcome) lands.push({ a, b, outcome });
  }
  const background = measureBackground(outcomes, best);
  const contrast = ((best.score - background) * best.pairs) / (best.pairs + 1);
  return {
    comparable: true,
    method: BULLET_METHOD,
    methodVersion: BULLET_METHOD_VERSION,
    ...best,
    score: Math.max(0, Math.min(1, contrast / WHOLE_CONTRAST)),
    landScore: best.score,
    background,
    margin: speaking.length > 1 ? best.score - speaking[1].score : null,
    phases: speaking,
    lands,
  };
}

/**
 * Compares two bullets land by land at every phase. Each list holds the lands in the order of their index around the
 * bullet, null for a land that is missing or unsuitable; the longer list says how many lands there are and the shorter
 * one counts as missing its last. Any number of lands, any twist.
 */
export function compareBullets(
  landsA: readonly (PreparedMark | null)[],
  landsB: readonly (PreparedMark | null)[],
  options: BulletOptions = {},
): BulletComparison {
  const count = Math.max(landsA.length, landsB.length);
  const outcomes = Array.from({ length: count }, (_, a) => {
    const mark = landsA[a] ?? null;
    const query = mark && createLandQuery(mark);
    return Array.from({ length: count }, (_, b) => {
      const other = landsB[b] ?? null;
      return query && other ? query.compareWith(other) : null;
    });
  });
  return matchPhases(outcomes, options);
}
