import { z } from "zod";
import { classCharacteristicsSchema } from "../../domain/class-characteristics.ts";
import { categorySchema, exhibitTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema, versionSchema } from "./primitives.ts";

export const exhibitSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    exhibitNumber: z.string().meta({ examples: ["CC-1"] }),
    type: exhibitTypeSchema,
    category: categorySchema.describe(
      "CE crime evidence, TF test fire of a recovered firearm, LIC test fire of a licensed firearm, CAST replica.",
    ),
    parentExhibitId: idSchema.nullable().describe("The exhibit that a CAST replicates."),
    calibre: z.string().nullable().describe("Canonical code; null: unknown, searched against all."),
    calibreGroup: z.string().nullable(),
    calibreAsGiven: z.string().nullable(),
    characteristics: classCharacteristicsSchema.describe("Class characteristics in Open-FMC 0.7 terms."),
    comment: z.string().nullable().describe("Null for a reader of another state."),
    version: versionSchema,
    createdBy: idSchema,
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: "Exhibit", description: "One piece of ballistic evidence of a case." });

export const newExhibitSchema = z.strictObject({
  caseId: idSchema,
  exhibitNumber: textSchema(100),
  type: exhibitTypeSchema,
  category: categorySchema.default("CE"),
  parentExhibitId: idSchema.nullable().default(null),
  calibre: optionalTextSchema(80).describe("In any spelling, e.g. 9mm Luger; null: unknown."),
  characteristics: classCharacteristicsSchema.default({}),
  comment: optionalTextSchema(4000),
});

export const exhibitChangesSchema = z
  .strictObject({
    calibre: textSchema(80).nullable(),
    characteristics: classCharacteristicsSchema,
    comment: textSchema(4000).nullable(),
  })
  .partial();
