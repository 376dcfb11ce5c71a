import { z } from "zod";
import { knownPairSourceSchema, LOOKS } from "../../domain/known-pair.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const newKnownPairSchema = z.strictObject({
  exhibitA: idSchema,
  exhibitB: idSchema,
  sameFirearm: z.boolean().describe("What is known of the two."),
  source: knownPairSourceSchema,
});

export const knownPairSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema,
    exhibitA: idSchema,
    exhibitB: idSchema,
    sameFirearm: z.boolean(),
    source: knownPairSourceSchema,
    seededBy: idSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "KnownPair", description: "Two exhibits that measure a lab, and that its examiners do not know to." });

export const listedPairSchema = knownPairSchema.extend({
  disclosedAt: momentSchema.nullable().describe("When somebody asked for a hit or report of it, and was told."),
});

const rateSchema = z
  .object({ count: z.int(), of: z.int(), lower: z.number(), upper: z.number() })
  .nullable()
  .describe("With its Wilson interval of 95 %; null where nothing was decided.");

const countsSchema = z.object({
  pairs: z.int(),
  identification: z.int(),
  inconclusive: z.int().describe("A, B, C and unsuitable."),
  elimination: z.int(),
  pending: z.int(),
  notProposed: z.int().describe("The search did not put the two together."),
});

export const proficiencySchema = z
  .object({
    labId: idSchema,
    lab: z.string(),
    look: z.enum(LOOKS).describe("first: the conclusion, or the review that ended it; verification: of another's."),
    sameFirearm: countsSchema,
    differentFirearms: countsSchema,
    missRate: rateSchema.describe("Of what is of one firearm and was decided: eliminated."),
    falseIdentificationRate: rateSchema.describe("Of what is of two firearms and was decided: identified."),
    inconclusiveRate: rateSchema,
    medianHoursToReview: z.number().nullable(),
    medianHoursToConclusion: z.number().nullable(),
  })
  .meta({ id: "Proficiency", description: "How a lab judged blind known pairs." });
