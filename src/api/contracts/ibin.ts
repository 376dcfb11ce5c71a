import { z } from "zod";
import { ibinDecisionSchema, ibinIndicatorSchema } from "../../domain/intelligence/ibin.ts";
import { eventTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, textSchema } from "./primitives.ts";

const STANDS = "The record that stands; null where there is none.";

export const caseIndicatorSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    indicator: ibinIndicatorSchema,
    holds: z.boolean(),
    replaces: idSchema.nullable(),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({
    id: "CaseIndicator",
    description: "Whether an indicator for INTERPOL's IBIN holds of a case, as somebody coded it.",
  });

export const caseIndicatorsSchema = z.object({
  items: z.array(caseIndicatorSchema).describe("Oldest first; of each indicator the last stands."),
});

export const newCaseIndicatorSchema = z.strictObject({
  indicator: ibinIndicatorSchema,
  holds: z.boolean(),
  replaces: idSchema.nullable().default(null).describe(STANDS),
});

export const nominationSchema = z
  .object({
    caseId: idSchema,
    caseNumber: z.string(),
    eventType: eventTypeSchema,
    occurredOn: z.iso.date().nullable(),
    restricted: z.boolean().describe("The case leaves its state by a release only: a nomination is one."),
    firearms: z.int(),
    exhibits: z.int(),
    calibres: z.array(z.string()),
    state: z
      .enum(["proposed", "accepted", "declined"])
      .describe("proposed also where something speaks for it that was not known when it was decided."),
    reasons: z.array(
      z.object({
        indicator: ibinIndicatorSchema,
        source: z.enum(["coded", "event type", "exhibits"]).describe("Whence it is known."),
      }),
    ),
    decision: z
      .object({
        id: idSchema,
        decision: ibinDecisionSchema,
        indicators: z.array(ibinIndicatorSchema).describe("Those that held when it was decided."),
        reasons: z.string(),
        decidedBy: idSchema,
        decidedAt: momentSchema,
      })
      .nullable(),
  })
  .meta({
    id: "Nomination",
    description: "A case that may be worth nominating to INTERPOL's IBIN, of the own state only.",
  });

export const newDecisionSchema = z.strictObject({
  decision: ibinDecisionSchema,
  reasons: textSchema(2000),
  replaces: idSchema.nullable().default(null).describe(STANDS),
});
