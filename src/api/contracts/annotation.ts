import { z } from "zod";
import { ANNOTATION_ACTS, ANNOTATION_UNITS, shapeSchema } from "../../domain/annotation.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, textSchema } from "./primitives.ts";

const sideSchema = z
  .enum(["a", "b"])
  .describe("On which of the two marks, as the comparison and its aligned marks name them.");

export const annotationContentSchema = {
  shape: shapeSchema.describe(
    "About the middle of that mark's own grid, x to the right and y down, as `aligned-marks?frame=own` gives it; in metres, or in points " +
      "of the mark where the scale of either mark is unknown.",
  ),
  text: textSchema(500).describe("What is there, in few words."),
};
export const annotationReasonSchema = textSchema(1000).describe("Why, in one sentence at least.");

export const newAnnotationSchema = z.strictObject({
  candidateId: idSchema,
  comparisonId: idSchema.describe("By which the marks lie that you see."),
  side: sideSchema,
  ...annotationContentSchema,
});

export const annotationSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    candidateId: idSchema,
    comparisonId: idSchema.describe("By which the marks lay: on a mark that was prepared anew it may lie elsewhere."),
    side: sideSchema,
    acquisitionId: idSchema,
    act: z.enum(ANNOTATION_ACTS),
    replaces: idSchema.nullable().describe("The record that this one corrects or withdraws."),
    accountId: idSchema,
    accountState: stateCodeSchema,
    shape: shapeSchema.nullable().describe("Null where it is withdrawn, the evidence was purged, or an auditor asks."),
    unit: z.enum(ANNOTATION_UNITS),
    text: z.string().nullable().describe("Null where `shape` is."),
    reason: z.string().nullable().describe("Of a correction or a withdrawal. Null to an auditor."),
    createdAt: momentSchema,
  })
  .meta({ id: "Annotation", description: "What an examiner drew on a mark of a comparison. It is never changed." });

export const shownAnnotationSchema = annotationSchema
  .extend({ standing: z.boolean().describe("No other record corrects or withdraws it.") })
  .meta({ id: "ShownAnnotation" });
