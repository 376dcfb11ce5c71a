/** What a search of the trail may ask for. */

import { z } from "zod";
import { AUDIT_ACTIONS } from "../../../domain/audit.ts";
import { momentInputSchema } from "../../../domain/calendar-bounds.ts";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";

export const auditQuery = {
  state: stateCodeSchema.optional(),
  targetKind: textSchema(40).optional(),
  targetId: textSchema(100).optional(),
  actorId: textSchema(100).optional().describe("The person, station or system that did it."),
  action: z.enum(AUDIT_ACTIONS).optional(),
  caseId: idSchema.optional().describe("The case, its releases, its exhibits and what was made of them."),
  exhibitId: idSchema
    .optional()
    .describe("The exhibit, its acquisitions, candidates, linkages, hits, reports and custody."),
  purpose: textSchema(300).optional().describe("As it was stated, word for word."),
  from: momentInputSchema.optional(),
  to: momentInputSchema.optional().describe("Not any more."),
  order: z.enum(["oldest", "newest"]).default("oldest").describe("First."),
} as const;
