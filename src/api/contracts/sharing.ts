import { z } from "zod";
import { categorySchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, ownCaseNumberSchema } from "./primitives.ts";

export const releaseSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    caseNumber: ownCaseNumberSchema,
    toState: stateCodeSchema,
    purpose: z.string(),
    expiresAt: momentSchema,
    withdrawnAt: momentSchema.nullable(),
    createdBy: idSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "Release", description: "Lets one other state read a case, for a purpose, until it ends." });

export const sharedCategoriesSchema = z
  .array(categorySchema.extract(["CE", "TF"]))
  .min(1)
  .max(2)
  .describe(
    "Of what is not named here the two states' searches tell each other nothing. A cast counts as what it is a cast of; LIC is never shared by agreement.",
  );
export const imagesSharedSchema = z
  .boolean()
  .describe("False: the other state sees that a candidate exists, and not its images.");

export const agreementSchema = z
  .object({
    id: idSchema,
    stateA: stateCodeSchema,
    stateB: stateCodeSchema,
    categories: z.array(categorySchema),
    images: imagesSharedSchema,
    validUntil: momentSchema.nullable().describe("Of the images. Null: until it is withdrawn."),
    version: z.int().describe("Of the terms: newer ones count instead of older ones, which stay."),
    withdrawnAt: momentSchema.nullable(),
    createdBy: idSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "Agreement", description: "What two states let each other see of the candidates between them." });
