import { z } from "zod";
import { removalReasonSchema } from "../../domain/removal.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, ownCaseNumberSchema, textSchema } from "./primitives.ts";

export const newRemovalSchema = z.strictObject({
  reasonCode: removalReasonSchema,
  reason: textSchema(2_000).describe("Why, in one sentence at least. Read by your own state and auditors only."),
});

const restoredAtSchema = momentSchema.nullable().describe("Null while it is removed.");

export const removalSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    caseId: idSchema,
    caseNumber: ownCaseNumberSchema,
    exhibitId: idSchema.nullable().describe("Null: the case with all its exhibits."),
    reasonCode: removalReasonSchema,
    reason: z.string(),
    removedBy: idSchema,
    removedAt: momentSchema,
    restoredAt: restoredAtSchema,
  })
  .meta({ id: "Removal", description: "A case or an exhibit that its state took out of the network." });

export const removalNoticeSchema = z
  .object({
    removalId: idSchema,
    ownerState: stateCodeSchema,
    kind: z.enum(["case", "exhibit"]),
    linkageIds: z.array(idSchema).describe("Your state's linkages in which it had a side."),
    removedAt: momentSchema,
    restoredAt: restoredAtSchema,
  })
  .meta({
    id: "RemovalNotice",
    description: "Something that your state knew of was removed by its owner; no fact of it.",
  });
