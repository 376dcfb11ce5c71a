import { z } from "zod";
import { PICTURE_LIMITS } from "../../domain/comparison-picture.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema } from "./primitives.ts";

export const MOST_PICTURE_LETTERS = Math.ceil((PICTURE_LIMITS.maxBytes * 4) / 3) + 4;

export const newPictureSchema = z.strictObject({
  candidateId: idSchema,
  comparisonId: idSchema.describe("By which the marks lie that you see."),
  caption: optionalTextSchema(500).describe("What it is to show."),
  png: z
    .string()
    .min(1)
    .max(MOST_PICTURE_LETTERS)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, "This is no base64")
    .describe("A PNG in base64, 8 MiB and 16 million pixels at most. What is kept is written anew from its pixels."),
});

export const pictureSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    candidateId: idSchema,
    comparisonId: idSchema,
    accountId: idSchema,
    accountState: stateCodeSchema,
    caption: z.string().nullable().describe("Null to an auditor."),
    width: z.int(),
    height: z.int(),
    sizeBytes: z.int(),
    sha256: z.string().describe("Of the PNG that is kept."),
    createdAt: momentSchema,
  })
  .meta({ id: "ComparisonPicture", description: "A comparison as an examiner had set it up. It is never changed." });
