/** Why a person reads what belongs to another state: stated once a session of work, recorded with every such read and search. */
import { z } from "zod";

const WORK_PURPOSES = [
  "investigation",
  "examination",
  "verification",
  "prosecution",
  "intelligence",
  "quality_audit",
  "oversight",
] as const;
export const workPurposeSchema = z.enum(WORK_PURPOSES);
export type WorkPurposeCode = z.infer<typeof workPurposeSchema>;

/** Why a session of work is for no one case of the own state. */
const NO_CASE_REASONS = [
  "case_not_entered",
  "queue_review",
  "verification_for_others",
  "quality_audit",
  "oversight",
] as const;
export const noCaseReasonSchema = z.enum(NO_CASE_REASONS);
export type NoCaseReason = z.infer<typeof noCaseReasonSchema>;

/** What travels with the actor: that of its own sign-in, and of no other. */
export interface StatedPurpose {
  readonly id: string;
  readonly purpose: WorkPurposeCode;
  /** A case number of the own state: it is told to no other. Exactly one of the two is null. */
  readonly caseNumber: string | null;
  readonly noCaseReason: NoCaseReason | null;
}
