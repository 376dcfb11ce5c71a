/** From recovery to a notified lead. */

const LEAD_HOURS = 48;
const URGENT_LEAD_HOURS = 24;

const HOUR = 3_600_000;

export function findLeadDue(startedAt: Date, urgent: boolean): Date {
  return new Date(startedAt.getTime() + (urgent ? URGENT_LEAD_HOURS : LEAD_HOURS) * HOUR);
}

/** due_soon: to those who do the work; overdue: to the national coordinator too; escalated: to the regional coordinator. */
export const CLOCK_LEVELS = ["due_soon", "overdue", "escalated"] as const;
export type ClockLevel = (typeof CLOCK_LEVELS)[number];

/** Which clock: an exhibit's acquisition, or a linkage's lead. */
export const CLOCK_KINDS = ["acquisition", "lead"] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** The last quarter of a lead's time, or the last hours of an exhibit's, are "soon". */
const SOON_SHARE = 0.25;
const ACQUISITION_SOON_HOURS = 8;
/** So long after it was due, the region is told. */
export const ESCALATION_HOURS = 24;

/** How long before it is due a clock is due soon, in milliseconds. */
export function findWarning(kind: ClockKind, urgent: boolean): number {
  if (kind === "acquisition") return ACQUISITION_SOON_HOURS * HOUR;
  return SOON_SHARE * (urgent ? URGENT_LEAD_HOURS : LEAD_HOURS) * HOUR;
}

/** What a running clock calls for at `now`; null while there is time. */
export function findClockLevel(clock: { kind: ClockKind; dueAt: Date; urgent: boolean }, now: Date): ClockLevel | null {
  const late = now.getTime() - clock.dueAt.getTime();
  if (late >= ESCALATION_HOURS * HOUR) return "escalated";
  if (late >= 0) return "overdue";
  return late >= -findWarning(clock.kind, clock.urgent) ? "due_soon" : null;
}
