import { z } from "zod";
import { regionSchema } from "../../../domain/vocabulary.ts";
import type { AlignedProfile } from "../../../usecases/analysis/align-marks.ts";
import { readAlignedMarks as readAlignedMarksUsecase } from "../../../usecases/review/read-aligned-marks.ts";
import { poseSchema } from "../../contracts/comparison.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const kindSchema = z.enum(["topography", "reflectance"]);
const numbersSchema = z.string().describe("Base64 of little-endian 32-bit floats; NaN where missing.");
const profileSchema = z.object({
  increment: z.number().describe("Between samples."),
  start: z.number().describe("Where the first sample lies along A, from A's grid centre."),
  samples: z.int(),
  values: numbersSchema,
});
const alignedSchema = z
  .object({
    comparisonId: idSchema,
    region: regionSchema,
    units: z
      .object({ length: z.enum(["metre", "point"]), angle: z.literal("radian"), value: z.literal("rms") })
      .describe("Lengths are points of the mark where the scale is unknown; values, multiples of the mark's RMS."),
    pose: poseSchema,
    stretch: z
      .number()
      .nullable()
      .describe("Of B's profile, before the pose; null where the method stretches nothing."),
    kind: z.object({ a: kindSchema, b: kindSchema }),
    width: z.int(),
    height: z.int(),
    increment: z.number().describe("Between the points of both grids, about A's grid centre; row 0 is the top."),
    a: numbersSchema,
    b: numbersSchema.describe("B in A's frame, on A's grid. Base64 of little-endian 32-bit floats; NaN where missing."),
    profiles: z.object({ a: profileSchema, b: profileSchema }).nullable().describe("Of striated marks."),
  })
  .meta({ id: "AlignedMarks", description: "Both marks of a comparison in one frame, for a viewer." });

export const readAlignedMarks: Route = (app, { deps }) => {
  app.get(
    "/v1/candidates/:candidateId/aligned-marks",
    {
      config: { errors: ["CONFLICT", "FILE_NOT_FOUND", "EVIDENCE_ALTERED", "EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["candidates"],
        operationId: "readAlignedMarks",
        summary: "Both prepared marks in one frame, as numbers",
        description:
          "Where an agreement or a release lets your state see both images. The cells and segments on them are in the candidate's " +
          "evidence. With `comparisonId` a comparison that no longer counts is read as it was.",
        params: z.strictObject({ candidateId: idSchema }),
        querystring: z.strictObject({ comparisonId: idSchema.optional() }),
        response: { 200: shown(alignedSchema) },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.candidateId, comparisonId: request.query.comparisonId };
      const { scaleKnown, profiles, a, b, ...rest } = await readAlignedMarksUsecase(deps, contextOf(request), input);
      reply.header("cache-control", "private, no-store");
      return {
        ...rest,
        units: { length: scaleKnown ? "metre" : "point", angle: "radian", value: "rms" } as const,
        a: writeNumbers(a),
        b: writeNumbers(b),
        profiles: profiles && { a: writeProfile(profiles.a), b: writeProfile(profiles.b) },
      };
    },
  );
};

function writeProfile({ increment, start, values }: AlignedProfile) {
  return { increment, start, samples: values.length, values: writeNumbers(values) };
}

function writeNumbers(values: Float32Array): string {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeFloatLE(value, 4 * at);
  return bytes.toString("base64");
}
