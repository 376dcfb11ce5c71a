import { z } from "zod";
import { dayInputSchema } from "../../domain/calendar-bounds.ts";
import { CORRELATION_KINDS, categorySchema, regionSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { workPurposeSchema } from "../../domain/work-purpose.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

const parametersSchema = z
  .strictObject({
    states: z
      .array(stateCodeSchema)
      .min(1)
      .max(22)
      .optional()
      .describe("Only evidence of these; left out: of every state."),
    calibres: z
      .enum(["related", "any"])
      .optional()
      .describe("related (as on arrival): calibres of one group, and unknown ones; any: the wider search."),
    categories: z
      .array(categorySchema.exclude(["CAST"]))
      .min(1)
      .optional()
      .describe("Only exhibits of these; a cast counts as what it is a cast of."),
    occurredFrom: dayInputSchema
      .optional()
      .describe("First day of the other case's event; a case without a day matches."),
    occurredTo: dayInputSchema.optional().describe("Last day of the other case's event; a case without a day matches."),
    limit: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .describe("How many of the nearest are compared; left out: as on arrival."),
  })
  .describe("What is left out is as on arrival.");

export const askedSchema = {
  reason: textSchema(2_000).describe("Why, in one sentence at least. It is kept with the request."),
  caseNumber: optionalTextSchema(100).describe("Of the case for which it is asked, where it is not the exhibit's own."),
  parameters: parametersSchema.default({}),
};

export const kindSchema = z.enum(CORRELATION_KINDS);

const progressSchema = z
  .object({
    searches: z
      .int()
      .describe("Acquisitions to be searched, so far; for a region they are asked for little by little."),
    searched: z.int(),
    verified: z.int().describe("Of which every candidate was compared."),
    failed: z.int(),
    found: z.int().describe("Pairs that the searches found."),
    added: z.int().describe("Pairs of them that no search had found before."),
  })
  .describe("For a region as a whole, of your state's evidence.");

export const correlationSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema.nullable().describe("Of the acquisition; null for a region as a whole."),
    kind: kindSchema.describe(
      "arrival: it was received; change: it, its exhibit or a release changed; manual: a person asked; all: the open crime evidence of a region.",
    ),
    region: regionSchema,
    acquisitionId: idSchema.nullable(),
    parameters: parametersSchema,
    reason: z.string(),
    caseNumber: z.string().nullable(),
    purpose: workPurposeSchema.nullable().describe("Of the session of work in which a person asked."),
    workPurposeId: idSchema.nullable(),
    askedByKind: z.enum(["account", "station", "system"]),
    askedBy: z.string(),
    createdAt: momentSchema,
    progress: progressSchema,
  })
  .meta({
    id: "Correlation",
    description: "A search: who or what asked for it, why, with which parameters, and how far it is.",
  });

export const correlationDetailSchema = correlationSchema
  .extend({
    candidateIds: z
      .array(idSchema)
      .nullable()
      .describe("Of a request by hand, what it found, best first; the acquisition's candidates tell more of each."),
  })
  .meta({ id: "CorrelationDetail", description: "A search, and what it found." });

export const askedCorrelationSchema = correlationSchema
  .omit({ progress: true })
  .meta({ id: "AskedCorrelation", description: "A search as it was asked for." });
