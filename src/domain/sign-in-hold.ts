/**
 * How guessing is slowed down: after a few tries that all failed each further one has to wait, longer and longer, but never for
 * good, so that nobody can lock another out for ever.
 */
export const SIGN_IN_HOLD = {
  /** Tries without any wait. */
  freeTries: 5,
  /** The first wait; each further failure doubles it. */
  firstSeconds: 30,
  /** The longest wait: 24 guesses a day against a password that is on no list. */
  longestSeconds: 3_600,
  /** Failures are forgotten after this long without one. */
  memoryHours: 24,
  /** A place counts as the person's own for this long after a sign-in from there. */
  knownPlaceDays: 30,
} as const;
