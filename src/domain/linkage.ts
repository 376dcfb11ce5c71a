/** The life of a linkage between two exhibits: pure rules, no storage. What examiners concluded is in `conclusions.ts`. */
import { type ConclusionPart, findVerdict, listStanding, positionsOf, type RecordedConclusion } from "./conclusions.ts";
import { RibinError } from "./errors.ts";
import type { Conclusion, LinkageState, ReviewDecision } from "./vocabulary.ts";

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

/** The state that the conclusions in force make, of which there is one at least. A hit is never made here: `confirmHit` does that. */
export function deriveState(recorded: readonly RecordedConclusion[]): LinkageState {
  const verdict = findVerdict(recorded);
  if (verdict === "unverified") return "under microscopy";
  if (verdict === "disputed") return "consultation";
  if (verdict === "identification") return "under microscopy";
  return verdict === "elimination" ? "eliminated" : "inconclusive";
}

/** Which part a new conclusion plays in the linkage's state. Errors: SAME_EXAMINER, CONFLICT. */
export function findPart(
  state: LinkageState,
  recorded: readonly RecordedConclusion[],
  accountId: string,
  conclusion: Conclusion,
): ConclusionPart {
  if (state === "lead" && recorded.length === 0) return "first";
  if (state === "under microscopy" && findVerdict(recorded) === "unverified") {
    if (recorded.some((entry) => entry.part === "first" && entry.accountId === accountId)) {
      throw new RibinError("SAME_EXAMINER", "The examiner who recorded the first conclusion cannot verify it.");
    }
    return "verification";
  }
  if (state === "consultation") {
    assertNotRepeated(recorded, accountId, conclusion);
    return "consultation";
  }
  throw new RibinError("CONFLICT", `A linkage that is "${state}" does not take another conclusion.`);
}

/** Nobody ends a disagreement by saying again what was said before: somebody must have come to agree. */
function assertNotRepeated(recorded: readonly RecordedConclusion[], accountId: string, conclusion: Conclusion): void {
  const positions = positionsOf(recorded);
  if (positions.get(accountId) !== conclusion) return;
  // After a correction that made the two equal the other of the two says so; who corrected does not also confirm.
  const agreed = [...positions.values()].every((position) => position === conclusion);
  const corrector = recorded.findLast((entry) => entry.reopens)?.accountId;
  if (agreed && corrector !== undefined && corrector !== accountId) return;
  throw new RibinError("SAME_EXAMINER", "You concluded this before; a consultation's outcome needs another examiner.");
}

/** Throws unless two different examiners identified, the second blind (or a consultation after their disagreement did). */
export function assertConfirmable(state: LinkageState, recorded: readonly RecordedConclusion[]): void {
  if (state === "hit") throw new RibinError("CONFLICT", "The hit is confirmed already.");
  if (state !== "under microscopy") {
    throw new RibinError("CONFLICT", `A linkage that is "${state}" cannot become a hit.`);
  }
  const standing = listStanding(recorded);
  const first = standing.find((entry) => entry.part === "first");
  const verification = standing.find((entry) => entry.part === "verification");
  if (!first || !verification) throw new RibinError("VERIFICATION_MISSING");
  if (first.accountId === verification.accountId) throw new RibinError("SAME_EXAMINER");
  if (findVerdict(recorded) !== "identification") {
    throw new RibinError("CONFLICT", "The two conclusions are not both an identification; hold a consultation.");
  }
}

/**
 * Blind verification: what `viewerId` may see of the conclusions. Until a second examiner has recorded one, only the first
 * examiner sees the first conclusion; everyone else learns that there is one, not which.
 */
export function hideUnverified<T extends RecordedConclusion>(recorded: readonly T[], viewerId: string): readonly T[] {
  return isVerified(recorded) ? recorded : recorded.filter((entry) => entry.accountId === viewerId);
}

/** A second examiner recorded a conclusion: what there is to know is known to both. */
export function isVerified(recorded: readonly RecordedConclusion[]): boolean {
  return recorded.some((entry) => entry.part === "verification");
}
