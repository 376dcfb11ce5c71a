import { z } from "zod";
import { dayInputSchema } from "../../domain/calendar-bounds.ts";
import { eventTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema, versionSchema } from "./primitives.ts";

export const caseSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema,
    caseNumber: z.string().meta({ examples: ["TT-2026-00417"] }),
    originatingAgency: z.string().nullable(),
    agencyReference: z.string().nullable(),
    eventType: eventTypeSchema,
    occurredOn: z.string().nullable().describe("Calendar date."),
    place: z.string().nullable(),
    restricted: z.boolean().describe("Never leaves the state without a release."),
    highProfile: z.boolean(),
    comment: z.string().nullable().describe("Null for a reader of another state."),
    removedAt: momentSchema
      .nullable()
      .describe(
        "Since when it is out of the network: then a national coordinator of its state reads it, and nobody else.",
      ),
    version: versionSchema,
    createdBy: idSchema,
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: "Case", description: "A case of one state. Persons have no field here." });

/** What a person may state of a case. */
export const newCaseSchema = z.strictObject({
  caseNumber: textSchema(100),
  labId: idSchema.optional().describe("The lab that works the case; your own when left out."),
  originatingAgency: optionalTextSchema(200),
  agencyReference: optionalTextSchema(200),
  eventType: eventTypeSchema,
  occurredOn: dayInputSchema.nullable().default(null),
  place: optionalTextSchema(300),
  restricted: z.boolean().default(false),
  highProfile: z.boolean().default(false),
  comment: optionalTextSchema(4000),
});

/** What may be corrected; a field left out stays as it is. */
export const caseChangesSchema = z
  .strictObject({
    caseNumber: textSchema(100),
    originatingAgency: textSchema(200).nullable(),
    agencyReference: textSchema(200).nullable(),
    eventType: eventTypeSchema,
    occurredOn: z.iso.date().nullable(),
    place: textSchema(300).nullable(),
    restricted: z.boolean(),
    highProfile: z.boolean(),
    comment: textSchema(4000).nullable(),
  })
  .partial();
