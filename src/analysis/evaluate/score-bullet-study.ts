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

export interface BulletStudy {
  /** `a` and `b` are files. */
  readonly landPairs: readonly ScoredPair[];
  /** `a` and `b` are exhibits. */
  readonly bulletPairs: readonly ScoredBulletPair[];
  /** Pairs that could not be compared, scored 0 above. */
  readonly failures: readonly { readonly a: string; readonly b: string; readonly reason: string }[];
}

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

/**
 * Compares all lands of a study with each other and scores them; see `scoreLandOutcomes`.
 */
export function scoreBulletStudy(lands: readonly StudyLand[], report?: ReportProgress): BulletStudy {
  const outcomes: ComparisonOutcome[][] = lands.map(() => []);
  for (let i = 0; i < lands.length; i++) {
    const query = createLandQuery(lands[i].mark);
    for (let j = i + 1; j < lands.length; j++) outcomes[i][j] = query.compareWith(lands[j].mark);
    report?.((i + 1) / lands.length);
  }
  const labels = lands.map(({ label }) => label);
  return scoreLandOutcomes(labels, outcomes);
}

/**
 * Scores all lands and, over all phases, all bullets of a study. `outcomes[i][j]`, i < j, compares land j with land i. The
 * truth about lands is their `mark`; where a study names none, two lands of one firearm count as the same when the best
 * phase of their two bullets pairs them ("once phased", as such studies are reported), and everything else as different.
 * Bullets are of the same source when their `firearm` is the same. Pairs that cannot be compared are scored 0 and listed as
 * failures.
 */
export function scoreLandOutcomes(
  labels: readonly Label[],
  outcomes: readonly (readonly (ComparisonOutcome | null)[])[],
): BulletStudy {
  const failures: { a: string; b: string; reason: string }[] = [];
  for (const [i, row] of outcomes.entries()) {
    for (const [j, outcome] of row.entries()) {
      if (outcome && !outcome.comparable)
        failures.push({ a: labels[i].file, b: labels[j].file, reason: outcome.reason });
    }
  }
  const groups = groupByExhibit(labels);
  const exhibits = [...groups.keys()];
  const count = countLands(groups);
  const bulletPairs: ScoredBulletPair[] = [];
  const phased = new Set<string>();
  for (const [p, a] of exhibits.entries()) {
    for (const b of exhibits.slice(p + 1)) {
      const at = (exhibit: string, place: number): number | null => groups.get(exhibit)?.[place] ?? null;
      const table = Array.from({ length: count }, (_, x) =>
        Array.from({ length: count }, (_, y) => {
          const i = at(a, x);
          const j = at(b, y);
          return i === null || j === null ? null : outcomes[Math.min(i, j)][Math.max(i, j)];
        }),
      );
      const match = matchPhases(table);
      const firearm = labels.find(({ exhibit }) => exhibit === a)?.firearm;
      const sameSource = Boolean(firearm) && firearm === labels.find(({ exhibit }) => exhibit === b)?.firearm;
      if (match.comparable && sameSource) {
        for (const pair of match.lands) phased.add([at(a, pair.a), at(b, pair.b)].sort().join());
      }
      if (!match.comparable) failures.push({ a, b, reason: match.reason });
      bulletPairs.push({
        a,
        b,
        sameSource,
        score: match.comparable ? match.score : 0,
        match: match.comparable ? match : null,
      });
    }
  }

  const landPairs: ScoredPair[] = [];
  for (let i = 0; i < labels.length; i++) {
    for (let j = i + 1; j < labels.length; j++) {
      const outcome = outcomes[i][j];
      const one = labels[i].mark;
      const two = labels[j].mark;
      landPairs.push({
        a: labels[i].file,
        b: labels[j].file,
        sameSource: one !== "" && two !== "" ? one === two : phased.has([i, j].sort().join()),
        score: outcome?.comparable ? outcome.score : 0,
      });
    }
  }
  return { landPairs, bulletPairs, failures };
}
