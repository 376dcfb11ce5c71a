/** What the conclusions in force come to: pure rules. Records are in the order in which they were written. */
import type { Conclusion } from "./vocabulary.ts";

export const CONCLUSION_PARTS = ["first", "verification", "consultation"] as const;
export type ConclusionPart = (typeof CONCLUSION_PARTS)[number];

/** On what an elimination stands. On individual characteristics it is exceptional, and says what they are. */
export const ELIMINATION_BASES = ["class", "individual"] as const;
export type EliminationBasis = (typeof ELIMINATION_BASES)[number];

export interface RecordedConclusion {
  readonly id: string;
  readonly accountId: string;
  readonly part: ConclusionPart;
  readonly conclusion: Conclusion;
  /** The conclusion that this one corrects, which then no longer counts. */
  readonly corrects: string | null;
  /** A correction to another conclusion by somebody who could read the other examiner's: only a consultation settles it. */
  readonly reopens: boolean;
}

/** "unverified": one of the two is missing; "disputed": a consultation is to be held, or is not at its end. */
export type Verdict = Conclusion | "unverified" | "disputed";

/** Those that no other corrects. */
export function listStanding<T extends RecordedConclusion>(recorded: readonly T[]): readonly T[] {
  const corrected = new Set(recorded.map((entry) => entry.corrects));
  return recorded.filter((entry) => !corrected.has(entry.id));
}

/** What each of the two examiners says now: the newest of what they recorded and did not correct. */
export function positionsOf(recorded: readonly RecordedConclusion[]): ReadonlyMap<string, Conclusion> {
  const standing = listStanding(recorded);
  const two = new Set(standing.filter((entry) => entry.part !== "consultation").map((entry) => entry.accountId));
  return new Map(
    standing.filter((entry) => two.has(entry.accountId)).map((entry) => [entry.accountId, entry.conclusion]),
  );
}

/**
 * What the two came to. Where they disagreed, or one of them changed a conclusion after reading the other's, a consultation settles it:
 * both agree, or a third examiner decides. An identification takes two people in every case.
 */
export function findVerdict(recorded: readonly RecordedConclusion[]): Verdict {
  const standing = listStanding(recorded);
  const first = standing.find((entry) => entry.part === "first");
  const verification = standing.find((entry) => entry.part === "verification");
  if (first === undefined || verification === undefined) return "unverified";
  const reopened = recorded.findLastIndex((entry) => entry.reopens);
  if (reopened === -1 && first.conclusion === verification.conclusion) return first.conclusion;
  const positions = positionsOf(recorded);
  const held = [...positions.values()];
  const consulted = standing.filter((entry) => entry.part === "consultation" && recorded.indexOf(entry) >= reopened);
  const third = consulted.findLast((entry) => !positions.has(entry.accountId));
  if (third !== undefined) {
    return third.conclusion === "identification" && !held.includes("identification") ? "disputed" : third.conclusion;
  }
  // A correction alone never makes the two agree: one of them has to say so in the consultation after it.
  const said = consulted.some((entry) => recorded.indexOf(entry) > reopened);
  return said && held.every((position) => position === held[0]) ? held[0]! : "disputed";
}
