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
const gridSchema = z.object({ width: z.int(), height: z.int(), increment: z.number() });
const querySchema = z.strictObject({
  comparisonId: idSchema.optional(),
  side: z.coerce.number().int().min(32).max(2048).default(512).describe("Points a side at most."),
  frame: z
    .enum(["shared", "own"])
    .default("shared")
    .describe("`own`: B on a grid of its own, about its own centre, for a viewer that applies `pose` itself."),
  numbers: z
    .enum(["float32", "int16"])
    .default("float32")
    .describe("`int16`: half the bytes, for a screen: multiples of `steps`, -32768 where missing."),
});
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
    increment: z.number().describe("Between the points of A's grid, about its centre; row 0 is the top."),
    gridB: gridSchema.describe("B's grid: A's own, unless `frame=own` was asked for."),
    steps: z
      .object({ a: z.number(), b: z.number() })
      .nullable()
      .describe("What one of the whole numbers is worth; null for 32-bit floats."),
    a: numbersSchema.describe("Base64, little-endian, as `numbers` asked for; NaN (or -32768) where missing."),
    b: numbersSchema.describe("As `a`; in A's frame and on A's grid unless `frame=own` was asked for."),
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
        querystring: querySchema,
        response: { 200: shown(alignedSchema) },
      },
    },
    async (request, reply) => {
      const { comparisonId, side, frame, numbers } = request.query;
      const input = { id: request.params.candidateId, comparisonId, view: { maxSide: side, frame } };
      const { scaleKnown, profiles, a, b, ...rest } = await readAlignedMarksUsecase(deps, contextOf(request), input);
      reply.header("cache-control", "private, no-store");
      const steps = numbers === "int16" ? { a: findStep(a), b: findStep(b) } : null;
      return {
        ...rest,
        units: { length: scaleKnown ? "metre" : "point", angle: "radian", value: "rms" } as const,
        steps,
        a: steps === null ? writeNumbers(a) : writeWholeNumbers(a, steps.a),
        b: steps === null ? writeNumbers(b) : writeWholeNumbers(b, steps.b),
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

const MISSING = -32_768;
const LARGEST = 32_767;

/** The largest value is the largest whole number. */
function findStep(values: Float32Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest === 0 ? 1 : largest / LARGEST;
}

function writeWholeNumbers(values: Float32Array, step: number): string {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [at, value] of values.entries()) {
    bytes.writeInt16LE(Number.isNaN(value) ? MISSING : Math.round(value / step), 2 * at);
  }
  return bytes.toString("base64");
}
