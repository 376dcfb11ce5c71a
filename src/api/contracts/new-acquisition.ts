import { z } from "zod";
import { LIGHTINGS, lightingSchema, REGIONS, regionSchema } from "../../domain/vocabulary.ts";
import { idSchema } from "./primitives.ts";

const SCALE = "Scale of a 2D image; an X3P has its own. Without it the image is kept as of unknown scale.";
const REGION = `Region of interest: ${REGIONS.join(", ")}.`;
const LIGHTING = `How a 2D image was lit: ${LIGHTINGS.join(", ")}.`;
const INDEX = "Of a LEA or GEA, 1..n around the bullet.";

/** What the uploader states, as JSON, with the id of a finished resumable upload. */
export const newAcquisitionSchema = z.strictObject({
  exhibitId: idSchema,
  region: regionSchema.describe(REGION),
  regionIndex: z.int().min(1).max(32).optional().describe(INDEX),
  lighting: lightingSchema.optional().describe(LIGHTING),
  micrometresPerPixel: z.number().positive().max(1000).optional().describe(SCALE),
  uploadId: z.string().min(1).max(100).describe("Of a resumable upload whose bytes have all come."),
});

/** The same as fields of a form, which are texts. */
export const acquisitionFieldsSchema = z.strictObject({
  exhibitId: idSchema,
  region: regionSchema,
  regionIndex: z.coerce.number().int().min(1).max(32).optional(),
  lighting: lightingSchema.optional(),
  micrometresPerPixel: z.coerce.number().positive().max(1000).optional(),
});

/** For the description of the form: its fields and its file. */
export const acquisitionFormSchema = newAcquisitionSchema.omit({ uploadId: true }).extend({
  file: z.string().meta({ format: "binary", description: "X3P, PNG, TIFF or JPEG. The last part of the form." }),
});
