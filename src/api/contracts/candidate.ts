import { z } from "zod";
import { foundBySchema, linkageStateSchema, regionSchema } from "../../domain/vocabulary.ts";
import { sideSchema, toExamineSchema } from "./linkage.ts";
import { idSchema, momentSchema, shown } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

const ratingSchema = z
  .discriminatedUnion("rated", [
    z.object({
      rated: z.literal(true),
      log10Lr: z
        .number()
        .describe("How many times likelier the outcome is under one source than under two, as a power of ten."),
      bounded: z.boolean().describe("A bound cut it."),
      bounds: z.object({ lower: z.number(), upper: z.number() }),
      population: z.string().describe("The marks and firearms that it holds for."),
      caveat: z.string(),
    }),
    z.object({ rated: z.literal(false), reason: z.string() }),
  ])
  .describe("An investigative ranking, not an evidential conclusion. Candidates are ordered by score, never by it.");

/** The scores of a candidate, with what made them. */
const comparedShape = {
  id: idSchema,
  similarity: z.number().describe("Cosine of the two feature vectors, -1 to 1."),
  modelId: z.string(),
  modelVersion: z.string(),
  foundBy: z
    .array(foundBySchema)
    .describe(
      "What proposed the pair: the nearest vectors, the exhaustive registration pass, or another region of the same two exhibits.",
    ),
  comparisonId: idSchema
    .nullable()
    .describe("The comparison that counts: of no outline that was corrected since, by the newest method."),
  method: z.string().nullable().describe("Null, with all below, while the geometric comparison is not done."),
  methodVersion: z.string().nullable(),
  comparable: z.boolean().nullable(),
  reason: z.string().nullable().describe("Why the two are not comparable."),
  reasonSaid: saidSchema("reason"),
  score: z.number().nullable().describe("0 to 1: an investigative ranking, not a conclusion."),
  correlation: z.number().nullable(),
  cellsUsable: z.int().nullable(),
  cellsCongruent: z.int().nullable(),
  subclass: z
    .object({
      risk: z.enum(["none", "subclass risk"]),
      kind: z.string().nullable().describe("The toolmarks that run through both marks."),
      reason: z.string(),
      share: z.number().describe("Of the agreement that these toolmarks explain, 0 to 1."),
    })
    .nullable()
    .describe(
      "`subclass risk`: the agreement rests on marks of a tool that other firearms of the make may share; the reason says which. " +
        "Null where the method did not look.",
    ),
  subclassSaid: saidSchema("subclass.reason"),
  rating: ratingSchema.nullable(),
  ratingSaid: saidSchema("rating.reason"),
  remarks: z.array(z.string()).describe("For the examiner, in words; e.g. that one looks like a replica."),
  remarksSaid: saidSchema("remarks"),
  comparedAt: momentSchema.nullable(),
};

export const candidateOfLinkageSchema = z.object({
  ...comparedShape,
  region: regionSchema,
  lands: z
    .tuple([z.int(), z.int()])
    .nullable()
    .describe(
      "Which land of the linkage's first and of its second exhibit, 1 to n. Null for marks of other regions, and while you may not see the images.",
    ),
});

const candidateSchema = z
  .object({
    ...comparedShape,
    rank: z
      .int()
      .nullable()
      .describe("1 is the best verified score; equal scores share a rank; null: not comparable (yet)."),
    linkageId: idSchema.nullable().describe("The linkage in the examiners' queue, where it was proposed for one."),
    linkageState: linkageStateSchema.nullable().describe("How far its examiners are."),
    other: sideSchema,
    otherAcquisitionId: idSchema
      .nullable()
      .describe("Null where your state may not see the other side's image, or you have an exhibit to document first."),
    toExamine: toExamineSchema,
  })
  .meta({ id: "Candidate", description: "A pair of acquisitions that the search proposed. It is not a conclusion." });

export const candidatePageSchema = shown(
  z.object({
    items: z.array(candidateSchema),
    nextCursor: z.string().nullable().describe("Null on the last page."),
    stop: z
      .object({
        rank: z.int().describe("The last place of the list that should still be looked at; 0: none is worth it."),
        expected: z.number().describe("Expected number of true mates in the whole list, after the comparisons."),
        expectedBelow: z.number().describe("Of these, in what follows `rank`."),
        expectedMates: z.number().describe("As asked: before any comparison."),
        words: z.string(),
        caveat: z.string(),
      })
      .nullable()
      .describe(
        "Where looking may end, by the ratios of the whole list: a help to allot time, and no reason to leave a candidate out. Null " +
          "where nothing is rated, and on every page but the first.",
      ),
  }),
);
