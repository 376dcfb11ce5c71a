/** The one door to comparison: the region decides the method. */

import { createBreechFaceQuery, type MarkQuery } from "./compare-breech-faces.ts";
import type { ComparisonOutcome } from "./comparison.ts";
import { createLandQuery, LAND_METHOD, LAND_METHOD_VERSION } from "./land-compare.ts";
import type { PreparedMark } from "./prepared-mark.ts";
import { assessLandSubclassRisk } from "./subclass-lands.ts";
import { assessSubclassRisk } from "./subclass-risk.ts";

/** Below this score nobody is shown a candidate, and nothing is told about it. */
const LEAST_SHOWN = 0.2;

/** Readies a mark for comparison with many others by the method of its region. */
export function createQuery(mark: PreparedMark): MarkQuery {
  const land = mark.region === "LEA";
  const query = land ? createRegionalLandQuery(mark) : createBreechFaceQuery(mark);
  const assess = land ? assessLandSubclassRisk : assessSubclassRisk;
  const judge = <Outcome extends ComparisonOutcome | null>(other: PreparedMark, outcome: Outcome) => {
    if (!outcome?.comparable || outcome.score < LEAST_SHOWN) return outcome;
    return { ...outcome, subclass: assess(mark, other, outcome) };
  };
  return {
    compareWith: (other) => judge(other, query.compareWith(other)),
    compareIfPromising: (other) => judge(other, query.compareIfPromising(other)),
  };
}

function createRegionalLandQuery(mark: PreparedMark): MarkQuery {
  const query = createLandQuery(mark);
  const compareWith = (other: PreparedMark): ComparisonOutcome => {
    if (other.region === "LEA") return query.compareWith(other);
    return {
      comparable: false,
      method: LAND_METHOD,
      methodVersion: LAND_METHOD_VERSION,
      reason: `Different regions: LEA and ${other.region}.`,
    };
  };
  // A land takes less than what a first look would.
  return { compareWith, compareIfPromising: compareWith };
}

/** Compares two prepared marks; what cannot be compared is an outcome with its reason, never an error or a low score. */
export function compareMarks(a: PreparedMark, b: PreparedMark): ComparisonOutcome {
  return createQuery(a).compareWith(b);
}
