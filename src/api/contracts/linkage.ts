import { z } from "zod";
import { CONCLUSION_PARTS, ELIMINATION_BASES } from "../../domain/conclusions.ts";
import { caseFactsSchema } from "../../domain/report.ts";
import {
  categorySchema,
  conclusionSchema,
  exhibitTypeSchema,
  linkageStateSchema,
  reviewDecisionSchema,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, textSchema, versionSchema } from "./primitives.ts";

const basisSchema = z
  .enum(ELIMINATION_BASES)
  .describe(
    "On what the elimination stands. On individual characteristics it is exceptional, and the reasons name them.",
  );

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

/** Sequential unmasking. */
export const toExamineSchema = idSchema
  .nullable()
  .describe(
    "The exhibit of your state that you document (POST /v1/exhibits/{exhibitId}/examinations) before its comparison, the other image and " +
      "the facts of the cases are shown to you; null: nothing is asked of you.",
  );

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
    toExamine: toExamineSchema,
  })
  .meta({ id: "Linkage", description: "A presumed or decided link between two exhibits." });

export const reviewSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    accountId: idSchema
      .nullable()
      .describe(
        "Null for another's until a verification is recorded, where you examine; for everybody else from a first conclusion on: that is blind to whose it is.",
      ),
    accountState: stateCodeSchema,
    decision: reviewDecisionSchema,
    reasons: z
      .string()
      .nullable()
      .describe("Null where you may not see the other state's images; another's also where `accountId` is."),
    createdAt: momentSchema,
  })
  .meta({ id: "Review", description: "What an examiner said from the images. Kept as written." });

export const conclusionRowSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    accountId: idSchema,
    accountState: stateCodeSchema,
    part: z.enum(CONCLUSION_PARTS),
    conclusion: conclusionSchema,
    basis: basisSchema.nullable().describe("Of an elimination; null otherwise."),
    reasons: z.string().nullable().describe("Null where you may not see the other state's images."),
    corrects: idSchema.nullable().describe("The conclusion that this one takes the place of."),
    correctionReason: z
      .string()
      .nullable()
      .describe("Why the old one was wrong; null where you may not see the images."),
    reopens: z
      .boolean()
      .describe(
        "A correction to another conclusion by somebody who could read the other's: only a consultation settles it.",
      ),
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

export const readHitSchema = hitSchema
  .extend({
    firearmGroupId: idSchema
      .nullable()
      .describe(
        "The firearm group of its exhibits, as far as you may be shown it; null where the hit no longer stands.",
      ),
  })
  .meta({ id: "ReadHit", description: "A hit, and the firearm group that it leads to." });

export const newConclusionSchema = z.strictObject({
  conclusion: conclusionSchema,
  basis: basisSchema.nullable().default(null),
  reasons: textSchema(4000),
});

/** What may stand against a conclusion, or its correction. */
export const CONCLUSION_ERRORS = ["CONFLICT", "SAME_EXAMINER", "EXAMINATION_NOT_DOCUMENTED"] as const;
