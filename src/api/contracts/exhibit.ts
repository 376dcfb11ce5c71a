import { z } from "zod";
import { classCharacteristicsSchema } from "../../domain/class-characteristics.ts";
import { castPolaritySchema, categorySchema, exhibitTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema, versionSchema } from "./primitives.ts";

const CAST_POLARITY =
  "Which way round the cast is. `negative`: moulded on the mark itself, so mirrored and inverted; it is turned back before it " +
  "is searched and compared. `positive`: poured from such a mould, so it looks as the mark does.";

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
    castPolarity: castPolaritySchema.nullable().describe(CAST_POLARITY),
    calibre: z.string().nullable().describe("Canonical code; null: unknown, searched against all."),
    calibreGroup: z.string().nullable(),
    calibreAsGiven: z.string().nullable(),
    characteristics: classCharacteristicsSchema.describe("Class characteristics in Open-FMC 0.7 terms."),
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
  .meta({ id: "Exhibit", description: "One piece of ballistic evidence of a case." });

export const newExhibitSchema = z.strictObject({
  caseId: idSchema,
  exhibitNumber: textSchema(100),
  type: exhibitTypeSchema,
  category: categorySchema.default("CE"),
  parentExhibitId: idSchema.nullable().default(null).describe("Required for a CAST: the exhibit that it replicates."),
  castPolarity: castPolaritySchema.nullable().default(null).describe(`Required for a CAST. ${CAST_POLARITY}`),
  calibre: optionalTextSchema(80).describe("In any spelling, e.g. 9mm Luger; null: unknown."),
  characteristics: classCharacteristicsSchema.default({}),
  comment: optionalTextSchema(4000),
});

export const exhibitChangesSchema = z
  .strictObject({
    calibre: textSchema(80).nullable(),
    characteristics: classCharacteristicsSchema,
    comment: textSchema(4000).nullable(),
    category: z.literal("CAST").describe("For what turned out to be a replica; with its parent and polarity."),
    parentExhibitId: idSchema,
    castPolarity: castPolaritySchema.describe(CAST_POLARITY),
  })
  .partial();
