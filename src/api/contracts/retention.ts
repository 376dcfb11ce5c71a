import { z } from "zod";
import { momentInputSchema } from "../../domain/calendar-bounds.ts";
import { countedFromSchema, purgeBasisSchema, purgeDecisionSchema, purgeStateSchema } from "../../domain/retention.ts";
import { categorySchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

const daysSchema = z.int().min(1).max(36_500).nullable().describe("Null: kept without limit.");

export const newRuleSchema = z.strictObject({
  category: categorySchema,
  days: daysSchema,
  countedFrom: countedFromSchema.describe(
    "occurred: the day of the case's event, or the exhibit's entry where it is not known; exhibit_entered: the exhibit's entry.",
  ),
});

export const retentionRuleSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    category: categorySchema,
    version: z.int(),
    days: daysSchema,
    countedFrom: countedFromSchema,
    setBy: idSchema,
    setAt: momentSchema,
  })
  .meta({ id: "RetentionRule", description: "How long a state keeps exhibits of a category; the newest rule counts." });

export const newHoldSchema = z.strictObject({
  reason: textSchema(2_000).describe("Why, in one sentence at least."),
  until: momentInputSchema.nullable().default(null).describe("Null: until it is ended."),
});

export const legalHoldSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    reason: z.string(),
    until: momentSchema.nullable(),
    placedBy: idSchema,
    placedAt: momentSchema,
    endedAt: momentSchema.nullable(),
  })
  .meta({ id: "LegalHold", description: "While it stands, nothing of its case is purged." });

export const dueExhibitSchema = z
  .object({
    caseId: idSchema,
    exhibitId: idSchema,
    category: categorySchema,
    basis: purgeBasisSchema.describe("retention: its rule has run out; removal: its state removed it."),
    dueSince: momentSchema,
    legalHold: z.boolean(),
    openLinkages: z.int().describe("Hits, and linkages that are being examined: to be settled first."),
  })
  .meta({ id: "DueExhibit", description: "What is proposed to be purged." });

const hitsSettledSchema = optionalTextSchema(2_000).describe(
  "How it was settled with the states of its hits that it may go; null where there is none.",
);
const purgedThingSchema = { reason: textSchema(2_000), hitsSettled: hitsSettledSchema };
export const newPurgeSchema = z
  .strictObject({
    caseId: idSchema.optional().describe("The case with all its exhibits; or"),
    exhibitId: idSchema.optional().describe("one exhibit with its casts."),
    ...purgedThingSchema,
  })
  .refine(({ caseId, exhibitId }) => (caseId === undefined) !== (exhibitId === undefined), {
    message: "Name a case or an exhibit, one of the two.",
    path: ["exhibitId"],
  });

export const decisionSchema = z.strictObject({ decision: purgeDecisionSchema, reason: textSchema(2_000) });

export const purgeSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    exhibitId: idSchema.nullable(),
    basis: purgeBasisSchema,
    hitsSettled: z.string().nullable(),
    reason: z.string(),
    reviewedBy: idSchema,
    reviewedAt: momentSchema,
    state: purgeStateSchema,
    decidedBy: idSchema.nullable(),
    decidedAt: momentSchema.nullable(),
    endedAt: momentSchema.nullable(),
  })
  .meta({ id: "Purge", description: "Evidence that is to go for good: reviewed by one person, decided by another." });
