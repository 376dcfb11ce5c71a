/** What people are told of. Each is told in the program; by mail and to webhooks only that there is something. */
import { z } from "zod";

export const NOTICE_KINDS = [
  "candidate_proposed",
  "lead_made",
  "verification_assigned",
  "verification_unassigned",
  "hit_confirmed",
  "report_issued",
  "report_withdrawn",
  "release_created",
  "release_withdrawn",
  "report_requested",
  "report_request_answered",
  "report_request_replied",
  "report_request_withdrawn",
  "clock_due_soon",
  "clock_overdue",
  "clock_escalated",
  "job_failed",
] as const;
export const noticeKindSchema = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** Of which mail goes out unless the person chose otherwise: what asks for something, not what merely happened often. */
export const MAILED_BY_DEFAULT: readonly NoticeKind[] = NOTICE_KINDS.filter((kind) => kind !== "job_failed");
