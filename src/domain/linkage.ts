/** The life of a linkage between two exhibits: pure rules, no storage. */
import { RibinError } from "./errors.ts";
import type { Conclusion, LinkageState, ReviewDecision } from "./vocabulary.ts";

export type ConclusionPart = "first" | "verification" | "consultation";

export interface RecordedConclusion {
  readonly accountId: string;
  readonly part: ConclusionPart;
  readonly conclusion: Conclusion;
}

/** State after an examiner's review of the images. Reviews may be repeated until microscopy starts; all are kept. */
export function applyReview(state: LinkageState, decision: ReviewDecision): LinkageState {
  if (state !== "candidate" && state !== "lead" && state !== "inconclusive" && state !== "eliminated") {
    throw new RibinError("CONFLICT", `A linkage that is "${state}" is no longer reviewed from images.`);
  }
  if (decision === "lead") return "lead";
  return decision === "elimination" ? "eliminated" : "inconclusive";
}

/** Which part a new conclusion plays, and the state after it. A hit is never set here: `confirmHit` does that. */
export function applyConclusion(
  state: LinkageState,
  recorded: readonly RecordedConclusion[],
  accountId: string,
  conclusion: Conclusion,
): { part: ConclusionPart; state: LinkageState } {
  const first = recorded.find((entry) => entry.part === "first");
  const verification = recorded.find((entry) => entry.part === "verification");
  if (state === "lead" && !first) return { part: "first", state: "under microscopy" };
  if (state === "under microscopy" && first && !verification) {
    if (first.accountId === accountId) {
      throw new RibinError("SAME_EXAMINER", "The examiner who recorded the first conclusion cannot verify it.");
    }
    return { part: "verification", state: stateAfterVerification(first.conclusion, conclusion) };
  }
  if (state === "consultation") {
    if (conclusion === "identification") {
      // Both originals stand; an identification out of a consultation is still confirmed by `confirmHit`.
      return { part: "consultation", state: "under microscopy" };
    }
    return { part: "consultation", state: conclusion === "elimination" ? "eliminated" : "inconclusive" };
  }
  throw new RibinError("CONFLICT", `A linkage that is "${state}" does not take another conclusion.`);
}

function stateAfterVerification(first: Conclusion, verification: Conclusion): LinkageState {
  if (first !== verification) return "consultation";
  if (first === "identification") return "under microscopy";
  return first === "elimination" ? "eliminated" : "inconclusive";
}

/** Throws unless two different examiners identified, the second blind (or a consultation after their disagreement did). */
export function assertConfirmable(state: LinkageState, recorded: readonly RecordedConclusion[]): void {
  if (state === "hit") throw new RibinError("CONFLICT", "The hit is confirmed already.");
  if (state !== "under microscopy") {
    throw new RibinError("CONFLICT", `A linkage that is "${state}" cannot become a hit.`);
  }
  const first = recorded.find((entry) => entry.part === "first");
  const verification = recorded.find((entry) => entry.part === "verification");
  if (!first || !verification) throw new RibinError("VERIFICATION_MISSING");
  if (first.accountId === verification.accountId) throw new RibinError("SAME_EXAMINER");
  const agreed = first.conclusion === "identification" && verification.conclusion === "identification";
  const consulted = recorded.findLast((entry) => entry.part === "consultation")?.conclusion === "identification";
  if (!agreed && !consulted) {
    throw new RibinError("CONFLICT", "The two conclusions are not both an identification; hold a consultation.");
  }
}

/**
 * Blind verification: what `viewerId` may see of the conclusions. Until a second examiner has recorded one, only the first
 * examiner sees the first conclusion; everyone else learns that there is one, not which.
 */
export function hideUnverified<T extends RecordedConclusion>(recorded: readonly T[], viewerId: string): readonly T[] {
  const verified = recorded.some((entry) => entry.part === "verification");
  return verified ? recorded : recorded.filter((entry) => entry.accountId === viewerId);
}
