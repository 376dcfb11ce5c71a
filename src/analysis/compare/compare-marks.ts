/** The one door to comparison: the region decides the method. */

import { createBreechFaceQuery, type MarkQuery } from "./compare-breech-faces.ts";
import type { ComparisonOutcome } from "./comparison.ts";
import { createLandQuery, LAND_METHOD, LAND_METHOD_VERSION } from "./land-compare.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/** Readies a mark for comparison with many others by the method of its region. */
export function createQuery(mark: PreparedMark): MarkQuery {
  if (mark.region !== "LEA") return createBreechFaceQuery(mark);
  const query = createLandQuery(mark);
  return {
    compareWith(other) {
      if (other.region === "LEA") return query.compareWith(other);
      return {
        comparable: false,
        method: LAND_METHOD,
        methodVersion: LAND_METHOD_VERSION,
        reason: `Different regions: LEA and ${other.region}.`,
      };
    },
  };
}

/** Compares two prepared marks; what cannot be compared is an outcome with its reason, never an error or a low score. */
export function compareMarks(a: PreparedMark, b: PreparedMark): ComparisonOutcome {
  return createQuery(a).compareWith(b);
}
