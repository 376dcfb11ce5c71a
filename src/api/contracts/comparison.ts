import { z } from "zod";
import { idSchema, momentSchema } from "./primitives.ts";

export const poseSchema = z
  .object({ angle: z.number(), shiftX: z.number(), shiftY: z.number() })
  .describe("Moves B into A's frame: turned by `angle` (radians) about its grid centre, then shifted.");

const markSchema = z.object({
  sha256: z.string().nullable().describe("Of the stored mark; null for one that an earlier version stored."),
  preparation: z.string(),
  preparationVersion: z.string(),
  outlineVersion: z.int().describe("Of the outlines that it was cut out by; 0 where there were none."),
});

export const comparisonSchema = z.object({
  id: idSchema,
  standing: z.boolean().describe("It counts: of no outline that was corrected since, by the newest method."),
  method: z.string(),
  methodVersion: z.string(),
  comparable: z.boolean(),
  marks: z
    .object({ a: markSchema, b: markSchema })
    .nullable()
    .describe("The two marks that it used, kept for good. Null for what an earlier version compared."),
  outcome: z
    .record(z.string(), z.unknown())
    .describe(
      "As the method gave it. `pose` moves B into A; `cells.evidence`: centre (`x`, `y`), `size`, `correlation` (-1 to 1), " +
        "`pose` and `congruent` of each cell; `segments`: `start`, `length`, `lag`, `correlation` of each stretch of the profile. " +
        "Lengths from the grid centres, in the unit that `units` names.",
    ),
  remarks: z.array(z.string()).describe("For the examiner, in words."),
  createdAt: momentSchema,
});
