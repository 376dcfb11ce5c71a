import { z } from "zod";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const releaseSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    toState: stateCodeSchema,
    purpose: z.string(),
    expiresAt: momentSchema,
    withdrawnAt: momentSchema.nullable(),
    createdBy: idSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "Release", description: "Lets one other state read a case, for a purpose, until it ends." });

export const agreementSchema = z
  .object({
    id: idSchema,
    stateA: stateCodeSchema,
    stateB: stateCodeSchema,
    validUntil: momentSchema.nullable(),
    withdrawnAt: momentSchema.nullable(),
    createdBy: idSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "Agreement", description: "Two states whose examiners see the images of candidates between them." });
