import { z } from "zod";
import { examinedCharacteristicsSchema, examinedRegionSchema, suitabilitySchema } from "../../domain/examination.ts";
import { idSchema, momentSchema, optionalTextSchema } from "./primitives.ts";

const content = {
  suitability: suitabilitySchema.describe(
    "What the exhibit's marks are good for: as good as its best region. limited: a comparison with reservations.",
  ),
  regions: z.array(examinedRegionSchema).max(12).describe("Each region that you looked at, and what it is good for."),
  characteristics: examinedCharacteristicsSchema.describe(
    "Class characteristics that you discern, in the terms of Open-FMC; what you cannot discern is left out.",
  ),
};

export const newExaminationSchema = z.strictObject({
  ...content,
  characteristics: content.characteristics.default({}),
  notes: optionalTextSchema(4000),
});

export const examinationSchema = z
  .object({
    id: idSchema,
    exhibitId: idSchema,
    accountId: idSchema,
    ...content,
    notes: z.string().nullable(),
    afterUnmasking: z
      .boolean()
      .describe("A comparison of the exhibit, or facts of its case beside it, had been shown to the examiner before."),
    createdAt: momentSchema,
  })
  .meta({ id: "Examination", description: "What an examiner saw on an exhibit by itself. It is never changed." });
