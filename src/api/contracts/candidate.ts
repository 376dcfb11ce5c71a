import { z } from "zod";
import { regionSchema } from "../../domain/vocabulary.ts";
import { sideSchema } from "./linkage.ts";
import { idSchema, momentSchema } from "./primitives.ts";

/** The scores of a candidate, with what made them. */
const comparedShape = {
  id: idSchema,
  similarity: z.number().describe("Cosine of the two feature vectors, -1 to 1."),
  modelId: z.string(),
  modelVersion: z.string(),
  method: z.string().nullable().describe("Null, with all below, while the geometric comparison is not done."),
  methodVersion: z.string().nullable(),
  comparable: z.boolean().nullable(),
  reason: z.string().nullable().describe("Why the two are not comparable."),
  score: z.number().nullable().describe("0 to 1: an investigative ranking, not a conclusion."),
  correlation: z.number().nullable(),
  cellsUsable: z.int().nullable(),
  cellsCongruent: z.int().nullable(),
  comparedAt: momentSchema.nullable(),
};

export const candidateOfLinkageSchema = z.object({ ...comparedShape, region: regionSchema });

export const candidateSchema = z
  .object({
    ...comparedShape,
    rank: z
      .int()
      .nullable()
      .describe("1 is the best verified score; equal scores share a rank; null: not comparable (yet)."),
    linkageId: idSchema.nullable().describe("The linkage in the examiners' queue, where it was proposed for one."),
    other: sideSchema,
    otherAcquisitionId: idSchema.nullable().describe("Null where your state may not see the other side's image."),
  })
  .meta({ id: "Candidate", description: "A pair of acquisitions that the search proposed. It is not a conclusion." });
