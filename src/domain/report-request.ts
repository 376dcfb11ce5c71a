/** How far a request for a report is: derived from what was recorded, never stored. */

export const REQUEST_STATES = [
  "asked",
  "waiting",
  "released",
  "refused",
  "reports_issued",
  "expired",
  "withdrawn",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const PART_STATES = ["waiting", "more_asked", "released", "refused", "release_ended", "report_issued"] as const;
export type PartState = (typeof PART_STATES)[number];

export type PartDecision = "released" | "refused" | "more_asked";

/** One part as its last answer left it. */
export interface PartFacts {
  readonly decision: PartDecision | null;
  /** The question was replied to since. */
  readonly replied: boolean;
  readonly releaseEnded: boolean;
  readonly reportId: string | null;
}

export function findPartState(part: PartFacts): PartState {
  if (part.decision === null || (part.decision === "more_asked" && part.replied)) return "waiting";
  if (part.decision !== "released") return part.decision;
  if (part.reportId !== null) return "report_issued";
  return part.releaseEnded ? "release_ended" : "released";
}

/**
 * Of the parts that who asked may know of. Where there are none the request is "asked" until it expires, whether or not anybody was
 * asked anything: the two look the same from the first to the last.
 */
export function findRequestState(
  request: { readonly withdrawnAt: Date | null; readonly expiresAt: Date },
  parts: readonly PartState[],
  now: Date,
): RequestState {
  if (request.withdrawnAt !== null) return "withdrawn";
  const open = parts.some((part) => part === "waiting" || part === "more_asked");
  const expired = request.expiresAt <= now;
  if (open || parts.length === 0) {
    if (expired) return "expired";
    return open ? "waiting" : "asked";
  }
  if (parts.includes("released")) return "released";
  if (parts.includes("report_issued")) return "reports_issued";
  return parts.includes("release_ended") ? "expired" : "refused";
}
