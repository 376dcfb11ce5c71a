/** What the work behind the steps is about. */
import { z } from "zod";
import { regionSchema, stateCodeSchema } from "../domain/vocabulary.ts";

const modelSchema = z.strictObject({ id: z.string().min(1), version: z.string().min(1) });

/** A model describes marks that were prepared before it came. */
export const fillPayloadSchema = z.strictObject({
  region: regionSchema,
  model: modelSchema,
  acquisitionIds: z.array(z.uuid()).min(1).max(1_000),
});
export type FillPayload = z.infer<typeof fillPayloadSchema>;

/** A model that was given up leaves no vectors. `byRows`: their part of the table could not be dropped, and some of them were deleted. */
export const dropPayloadSchema = z.strictObject({
  region: regionSchema,
  model: modelSchema,
  byRows: z.literal(true).optional(),
});

/** All open crime evidence of a region and state is searched anew, a part a job: what lies behind `after`. */
export const correlatePayloadSchema = z.strictObject({
  requestId: z.uuid(),
  region: regionSchema,
  ownerState: stateCodeSchema,
  after: z.uuid().nullable(),
});
export type CorrelatePayload = z.infer<typeof correlatePayloadSchema>;

/** An auditor has the whole trail checked. */
export const verifyAuditPayloadSchema = z.strictObject({ verificationId: z.uuid() });

/** What two people decided is to go. */
export const purgePayloadSchema = z.strictObject({ purgeId: z.uuid() });
