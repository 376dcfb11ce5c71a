import { z } from "zod";
import { idSchema, momentSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

export const bulletComparisonSchema = z
  .object({
    id: idSchema,
    standing: z
      .boolean()
      .describe("It counts: by the newest method, and of no land whose outline was corrected since."),
    method: z.string(),
    methodVersion: z.string(),
    comparable: z.boolean(),
    reason: z.string().nullable().describe("Why the two are not comparable."),
    reasonSaid: saidSchema("reason"),
    score: z.number().nullable().describe("0 to 1: an investigative ranking, not a conclusion."),
    outcome: z
      .record(z.string(), z.unknown())
      .describe(
        "As the method gave it: `phases`, best first, each with `phase`, `reversed` (opposite twist), mean land `score` and number " +
          "of `pairs`; `margin` to the next best; and `lands`, the land pairs of the best phase (places from 0) with their outcomes.",
      ),
    lands: z
      .array(
        z.object({
          side: z.enum(["a", "b"]).describe("Of the linkage's first or second exhibit."),
          regionIndex: z.int().describe("1 to n around the bullet; an index that is not named was missing."),
          acquisitionId: idSchema,
          sha256: z.string().nullable(),
          preparation: z.string(),
          preparationVersion: z.string(),
          outlineVersion: z.int(),
        }),
      )
      .describe("The prepared lands that were used, kept for good."),
    createdAt: momentSchema,
  })
  .meta({ id: "BulletComparison", description: "Two whole bullets compared over all phases of their lands." });
