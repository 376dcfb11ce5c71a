/** Why a state takes a case or an exhibit out of the network. */
import { z } from "zod";

export const removalReasonSchema = z.enum([
  "entered_in_error",
  "duplicate",
  "court_order",
  "expunged",
  "not_evidence",
  "licence_ended",
  "other",
]);
export type RemovalReason = z.infer<typeof removalReasonSchema>;
