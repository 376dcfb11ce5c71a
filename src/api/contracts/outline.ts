import { z } from "zod";
import { DRAWABLE_PARTS } from "../../usecases/acquisitions/assert-outlines.ts";
import { acquisitionSchema } from "./acquisition.ts";
import { idSchema, momentSchema, textSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

const MOST_OUTLINES = 50;
const MOST_RINGS = 64;
const MOST_POINTS = 2_000;

const ringSchema = z.array(z.strictObject({ x: z.number(), y: z.number() })).max(MOST_POINTS);
const COORDINATES =
  "Polygons around the part: x to the right and y down from the image's centre, in metres, or in pixels where the scale is unknown. A ring in a ring is a hole.";

export const newOutlinesSchema = z.strictObject({
  outlines: z
    .array(
      z.strictObject({
        part: z.enum(DRAWABLE_PARTS),
        rings: z.array(ringSchema).min(1).max(MOST_RINGS).describe(COORDINATES),
      }),
    )
    .min(1)
    .max(MOST_OUTLINES)
    .describe("All parts: they take the place of the outlines before. What lies within Damage is not compared."),
  reason: textSchema(2000).describe("Why they are drawn, in a sentence; kept with them."),
});

const outlineVersionSchema = z
  .object({
    id: idSchema,
    acquisitionId: idSchema,
    version: z.int().describe("1 to n of the acquisition; older versions stay."),
    standing: z.boolean().describe("It counts: the newest that a person drew, or else the newest by the method."),
    method: z.string().describe("`examiner` where a person drew it."),
    methodVersion: z.string(),
    confidence: z.number().describe("0 to 1, of the part that is compared; below .5 a person is asked."),
    outlines: z.array(
      z.object({
        part: z.string(),
        rings: z.array(z.array(z.object({ x: z.number(), y: z.number() }))).describe(COORDINATES),
        confidence: z.number(),
      }),
    ),
    remarks: z.array(z.string()).describe("What the method saw and what it did not."),
    remarksSaid: saidSchema("remarks"),
    drawnBy: idSchema.nullable().describe("The account; null where the method drew it."),
    reason: z.string().nullable(),
    createdAt: momentSchema,
  })
  .meta({ id: "OutlineVersion", description: "The outlines of an image's parts, as they were drawn. Never changed." });

export const outlineListSchema = z.object({ items: z.array(outlineVersionSchema) });

export const drawnOutlinesSchema = z.object({ acquisition: acquisitionSchema, outlines: outlineVersionSchema });
