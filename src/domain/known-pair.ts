/** Blind known pairs: what measures a lab's misses and false identifications (docs/review.md). */
import { z } from "zod";

const SOURCES = ["simulated", "test_fire"] as const;
export const knownPairSourceSchema = z.enum(SOURCES);
export type KnownPairSource = z.infer<typeof knownPairSourceSchema>;

/** A lab's first look, or its verification of another's. */
export const LOOKS = ["first", "verification"] as const;
export type Look = (typeof LOOKS)[number];

export interface KnownPairOutcome {
  readonly labId: string;
  readonly labName: string;
  readonly sameFirearm: boolean;
  readonly look: Look;
  /** A conclusion, the review that ended it, "pending", or "not_proposed": the search did not put the two together. */
  readonly opinion: string;
  readonly proposedAt: Date | null;
  readonly firstReviewedAt: Date | null;
  readonly concludedAt: Date | null;
}

export interface OpinionCounts {
  readonly pairs: number;
  readonly identification: number;
  readonly inconclusive: number;
  readonly elimination: number;
  readonly pending: number;
  readonly notProposed: number;
}

export function countOpinions(outcomes: readonly KnownPairOutcome[]): OpinionCounts {
  const count = (...opinions: string[]) => outcomes.filter((outcome) => opinions.includes(outcome.opinion)).length;
  return {
    pairs: outcomes.length,
    identification: count("identification"),
    inconclusive: count("inconclusive_a", "inconclusive_b", "inconclusive_c", "unsuitable"),
    elimination: count("elimination"),
    pending: count("pending"),
    notProposed: count("not_proposed"),
  };
}

/** Hours, the middle one; null of none. */
export function findMedianHours(spans: readonly (readonly [Date | null, Date | null])[]): number | null {
  const hours = spans
    .flatMap(([from, to]) => (from === null || to === null ? [] : [(to.getTime() - from.getTime()) / 3_600_000]))
    .sort((a, b) => a - b);
  if (hours.length === 0) return null;
  const [low, high] = [hours[Math.floor((hours.length - 1) / 2)]!, hours[Math.floor(hours.length / 2)]!];
  return Math.round(((low + high) / 2) * 10) / 10;
}
