/** Scores every pair of lands and every pair of bullets of a labelled study. */
import { type BulletMatch, matchPhases } from "../compare/bullet-compare.ts";
import type { ComparisonOutcome } from "../compare/comparison.ts";
import { createLandQuery } from "../compare/land-compare.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import type { ReportProgress } from "../surface.ts";
import type { Label } from "./parse-labels.ts";
import type { ScoredPair } from "./scored-pair.ts";

export interface StudyLand {
  readonly label: Label;
  readonly mark: PreparedMark;
}

export interface ScoredBulletPair extends ScoredPair {
  /** Null when the two bullets could not be compared. */
  readonly match: BulletMatch | null;
}

/** `outcomes[i][j]` compares land i with land j for j > i; null or nothing where the pair was not compared. */
export type LandOutcomes = readonly (readonly (ComparisonOutcome | null)[])[];

export interface BulletFailure {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

export interface BulletStudy {
  /** `a` and `b` are files. */
  readonly landPairs: readonly ScoredPair[];
  /** `a` and `b` are exhibits. */
  readonly bulletPairs: readonly ScoredBulletPair[];
  /** Pairs that could not be compared, scored 0 above. */
  readonly failures: readonly BulletFailure[];
}

/** For each exhibit the numbers of its lands in order of their index, null where one is missing. */
function groupByExhibit(labels: readonly Label[]): Map<string, (number | null)[]> {
  const groups = new Map<string, (number | null)[]>();
  for (const [i, label] of labels.entries()) {
    const places = groups.get(label.exhibit) ?? [];
    const place = label.index === null ? places.length : label.index - 1;
    while (places.length <= place) places.push(null);
    places[place] = i;
    groups.set(label.exhibit, places);
  }
  return groups;
}

/** How many lands the study's firearms have: the highest index seen, so that a missing last land is not forgotten. */
function countLands(groups: Map<string, (number | null)[]>): number {
  let count = 0;
  for (const places of groups.values()) count = Math.max(count, places.length);
  return count;
}

/** The best phase of every pair of bullets. */
function scoreBullets(labels: readonly Label[], outcomes: LandOutcomes, groups: Map<string, (number | null)[]>) {
  const count = countLands(groups);
  const exhibits = [...groups];
  const firearms = new Map(labels.map((label) => [label.exhibit, label.firearm]));
  const pairs: ScoredBulletPair[] = [];
  const failures: BulletFailure[] = [];
  for (const [p, [a, placesA]] of exhibits.entries()) {
    for (const [b, placesB] of exhibits.slice(p + 1)) {
      const table = Array.from({ length: count }, (_, x) =>
        Array.from({ length: count }, (_, y) => {
          const i = placesA[x] ?? null;
          const j = placesB[y] ?? null;
          return i === null || j === null ? null : (outcomes[Math.min(i, j)]?.[Math.max(i, j)] ?? null);
        }),
      );
      const match = matchPhases(table);
      const sameSource = firearms.get(a) !== "" && firearms.get(a) === firearms.get(b);
      if (!match.comparable) failures.push({ a, b, reason: match.reason });
      const known = match.comparable ? match : null;
      pairs.push({ a, b, sameSource, score: known?.score ?? 0, match: known });
    }
  }
  return { pairs, failures };
}

/** Pairs of lands, as "i,j" with i < j, that the best phase of two bullets of one firearm lays on each other. */
function listPhasedLands(pairs: readonly ScoredBulletPair[], groups: Map<string, (number | null)[]>): Set<string> {
  const phased = new Set<string>();
  for (const { a, b, sameSource, match } of pairs) {
    if (!sameSource || !match) continue;
    for (const pair of match.lands) {
      const i = groups.get(a)?.[pair.a] ?? -1;
      const j = groups.get(b)?.[pair.b] ?? -1;
      phased.add(`${Math.min(i, j)},${Math.max(i, j)}`);
    }
  }
  return phased;
}

/**
 * Scores all pairs of lands and, over all phases, all pairs of bullets of a study. The truth about lands is their `mark`;
 * where a study names none, two lands of one firearm count as the same when the best phase of their two bullets pairs
 * them ("once phased", as such studies are reported), and everything else as different. Bullets are of the same source
 * when their `firearm` is the same. Pairs that are not comparable are scored 0 and listed as failures.
 */
export function scoreLandOutcomes(labels: readonly Label[], outcomes: LandOutcomes): BulletStudy {
  const groups = groupByExhibit(labels);
  const bullets = scoreBullets(labels, outcomes, groups);
  const phased = listPhasedLands(bullets.pairs, groups);
  const landPairs: ScoredPair[] = [];
  const failures: BulletFailure[] = [];
  for (let i = 0; i < labels.length; i++) {
    for (let j = i + 1; j < labels.length; j++) {
      const outcome = outcomes[i]?.[j] ?? null;
      if (!outcome) continue;
      const { file: a, mark: one } = labels[i];
      const { file: b, mark: two } = labels[j];
      const sameSource = one !== "" && two !== "" ? one === two : phased.has(`${i},${j}`);
      landPairs.push({ a, b, sameSource, score: outcome.comparable ? outcome.score : 0 });
      if (!outcome.comparable) failures.push({ a, b, reason: outcome.reason });
    }
  }
  return { landPairs, bulletPairs: bullets.pairs, failures: [...failures, ...bullets.failures] };
}

/** Compares all lands of a study with each other, one after the other, and scores them. */
export function scoreBulletStudy(lands: readonly StudyLand[], report?: ReportProgress): BulletStudy {
  const outcomes: ComparisonOutcome[][] = lands.map(() => []);
  for (let i = 0; i < lands.length; i++) {
    const query = createLandQuery(lands[i].mark);
    for (let j = i + 1; j < lands.length; j++) outcomes[i][j] = query.compareWith(lands[j].mark);
    report?.((i + 1) / lands.length);
  }
  return scoreLandOutcomes(
    lands.map(({ label }) => label),
    outcomes,
  );
}
