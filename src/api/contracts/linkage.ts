import { z } from "zod";
import { caseFactsSchema } from "../../domain/report.ts";
import {
  categorySchema,
  conclusionSchema,
  exhibitTypeSchema,
  linkageStateSchema,
  reviewDecisionSchema,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, versionSchema } from "./primitives.ts";

export const sideSchema = z
  .object({
    state: stateCodeSchema,
    stateName: z.string(),
    lab: z.string(),
    labContact: z.string(),
    exhibitType: exhibitTypeSchema,
    category: categorySchema,
    calibre: z.string().nullable(),
    own: z.boolean().describe("Of the reader's own state."),
    exhibitId: idSchema.nullable().describe("Null, like the case, where the reader may not read the exhibit itself."),
    caseId: idSchema.nullable(),
    caseFacts: caseFactsSchema.nullable(),
  })
  .meta({ id: "Side", description: "One side of a pair of exhibits, as far as the reader may see it." });

export const linkageSchema = z
  .object({
    id: idSchema,
    state: linkageStateSchema,
    bestScore: z
      .number()
      .describe(
        "The best verified comparison scores of all regions together, 0 to 1: an investigative ranking, not a conclusion. One minus the " +
          "product of what each leaves to 1, over the best region and every other of at least .2; a missing region takes nothing away.",
      ),
    version: versionSchema,
    createdAt: momentSchema,
    updatedAt: momentSchema,
    ageHours: z.number().describe("Hours since it was proposed."),
    urgent: z
      .boolean()
      .describe(
        "One of the cases that you may read is of high profile, or your lab said of its exhibit that it is urgent.",
      ),
    dueAt: momentSchema
      .nullable()
      .describe(
        "By your state's clock: 48 hours, urgent 24, from the recovery of its own exhibit; null once it was reviewed.",
      ),
    overdue: z.boolean().describe("Nobody reviewed it by then."),
    sides: z.tuple([sideSchema, sideSchema]),
    imagesPermitted: z.boolean().describe("The two states let your state see the images of both sides."),
  })
  .meta({ id: "Linkage", description: "A presumed or decided link between two exhibits." });

export const reviewSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    accountId: idSchema,
    accountState: stateCodeSchema,
    decision: reviewDecisionSchema,
    reasons: z.string().nullable().describe("Null where you may not see the other state's images."),
    createdAt: momentSchema,
  })
  .meta({ id: "Review", description: "What an examiner said from the images. Kept as written." });

export const conclusionRowSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    accountId: idSchema,
    accountState: stateCodeSchema,
    part: z.enum(["first", "verification", "consultation"]),
    conclusion: conclusionSchema,
    reasons: z.string().nullable().describe("Null where you may not see the other state's images."),
    createdAt: momentSchema,
  })
  .meta({ id: "Conclusion", description: "An examiner's conclusion at the comparison microscope. Kept as written." });

export const hitSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    linksNewCases: z.boolean().describe("False where an earlier hit had linked the two cases already."),
    confirmedBy: idSchema,
    createdAt: momentSchema,
    sides: z.tuple([sideSchema, sideSchema]),
  })
  .meta({ id: "Hit", description: "A link between two cases, confirmed at the comparison microscope." });
