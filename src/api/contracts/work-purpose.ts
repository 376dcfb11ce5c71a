import { z } from "zod";
import { noCaseReasonSchema, workPurposeSchema } from "../../domain/work-purpose.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

const purposeSchema = workPurposeSchema.describe("For what you work.");
const reasonSchema = noCaseReasonSchema
  .nullable()
  .describe(
    "Why there is no one case: case_not_entered, queue_review (an examiner's queue of many cases), verification_for_others (another state's examiners), quality_audit, oversight.",
  );

export const newWorkPurposeSchema = z.strictObject({
  purpose: purposeSchema,
  statement: textSchema(1_000).describe("Why, in one sentence at least. Name no victim, witness or suspect."),
  caseNumber: optionalTextSchema(100).describe("Of a case of your own state; or null, with a reason."),
  noCaseReason: reasonSchema.default(null),
});

export const workPurposeViewSchema = z
  .object({
    id: idSchema.describe("Stands with every read and search of this session in the audit trail."),
    purpose: purposeSchema,
    statement: z.string(),
    caseNumber: z.string().nullable(),
    noCaseReason: reasonSchema,
    statedAt: momentSchema,
  })
  .meta({ id: "WorkPurpose", description: "Why this session of work reads what belongs to other states." });
