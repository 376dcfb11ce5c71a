import { z } from "zod";
import { ASSIGNMENT_CAUSES, ASSIGNMENT_PARTS } from "../../domain/verification.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const assignmentSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    part: z.enum(ASSIGNMENT_PARTS).describe("verification: the blind second conclusion; third: of a consultation."),
    accountId: idSchema.nullable().describe("Null: nobody is eligible; it is tried again every hour."),
    accountState: stateCodeSchema.nullable(),
    cause: z.enum(ASSIGNMENT_CAUSES).describe("What led to it; expired: also the next try where nobody was eligible."),
    replaces: idSchema.nullable().describe("The assignment that it takes the place of."),
    reason: z.string().nullable().describe("Of who declined, had it assigned anew, or asked for a third."),
    createdAt: momentSchema,
    expiresAt: momentSchema.nullable(),
  })
  .meta({ id: "Assignment", description: "Whom the system asks to verify, or to be a consultation's third." });

export const statementSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema,
    accountId: idSchema,
    accountState: stateCodeSchema,
    statement: z.string().nullable().describe("Null where you may not see the other state's images."),
    createdAt: momentSchema,
  })
  .meta({ id: "Statement", description: "What an examiner of a consultation said. Kept as written." });
