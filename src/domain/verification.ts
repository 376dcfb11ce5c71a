/** What the system asks of examiners, and how it runs out. */

export const ASSIGNMENT_PARTS = ["verification", "third"] as const;
export type AssignmentPart = (typeof ASSIGNMENT_PARTS)[number];

/** What led to an assignment. */
export const ASSIGNMENT_CAUSES = ["first_conclusion", "consultation", "declined", "reassigned", "expired"] as const;
export type AssignmentCause = (typeof ASSIGNMENT_CAUSES)[number];

/** From being asked to being asked no longer: five days, a working week. */
const ASSIGNMENT_HOURS = 120;
/** Where nobody could be asked, it is tried again so often: somebody may have been hired, or an agreement made. */
const RETRY_HOURS = 1;

const HOUR_MS = 3_600_000;

export function endOfAssignment(from: Date): Date {
  return new Date(from.getTime() + ASSIGNMENT_HOURS * HOUR_MS);
}

export function lastRetry(now: Date): Date {
  return new Date(now.getTime() - RETRY_HOURS * HOUR_MS);
}
