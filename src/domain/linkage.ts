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
export function applyReview(
  state: LinkageState,
  recorded: readonly RecordedConclusion[],
  decision: ReviewDecision,
): LinkageState {
  const open = state === "candidate" || state === "lead" || state === "inconclusive" || state === "eliminated";
  // What was concluded at the microscope is not undone by an opinion from images.
  if (!open || recorded.length > 0) {
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
    assertNotRepeated(recorded, accountId, conclusion);
    return { part: "consultation", state: stateAfterConsultation(recorded, accountId, conclusion) };
  }
  throw new RibinError("CONFLICT", `A linkage that is "${state}" does not take another conclusion.`);
}

/** One of the two who disagreed does not end it by saying again what was said before: somebody must have come to agree. */
function assertNotRepeated(recorded: readonly RecordedConclusion[], accountId: string, conclusion: Conclusion): void {
  if (recorded.some((entry) => entry.accountId === accountId && entry.conclusion === conclusion)) {
    throw new RibinError(
      "SAME_EXAMINER",
      "You concluded this before; a consultation's outcome needs another examiner.",
    );
  }
}

/** All originals stand. An identification needs two people also here, and is then still confirmed by `confirmHit`. */
function stateAfterConsultation(
  recorded: readonly RecordedConclusion[],
  accountId: string,
  conclusion: Conclusion,
): LinkageState {
  if (conclusion !== "identification") return conclusion === "elimination" ? "eliminated" : "inconclusive";
  return listIdentifiers(recorded).add(accountId).size >= 2 ? "under microscopy" : "consultation";
}

/** The people who identified, in whichever part. */
function listIdentifiers(recorded: readonly RecordedConclusion[]): Set<string> {
  return new Set(recorded.filter((entry) => entry.conclusion === "identification").map((entry) => entry.accountId));
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
  if ((!agreed && !consulted) || listIdentifiers(recorded).size < 2) {
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
