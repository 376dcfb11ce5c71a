import { z } from "zod";
import { GROUP_RECORD_KINDS } from "../../domain/firearm-group.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { sideSchema } from "./linkage.ts";
import { idSchema, momentSchema } from "./primitives.ts";

const states = z.array(stateCodeSchema).describe("Of the exhibits that you may be shown.");

export const groupSummarySchema = z
  .object({
    id: idSchema,
    states,
    exhibits: z.int().describe("That you may be shown."),
    hits: z.int().describe("Between them."),
    changedAt: momentSchema,
  })
  .meta({ id: "FirearmGroupSummary", description: "All exhibits that hits link, across states: one firearm's." });

const memberSchema = z.object({
  memberId: idSchema.describe("Names the exhibit within the group, also where you may not read the exhibit itself."),
  joinedAt: momentSchema,
  side: sideSchema,
});

const recordSchema = z.object({
  id: idSchema,
  state: stateCodeSchema,
  groupId: idSchema.nullable().describe("To which the exhibit belonged from then on; null: to none."),
  previousGroup: idSchema.nullable(),
  kind: z.enum(GROUP_RECORD_KINDS),
  createdAt: momentSchema,
});

const splitSchema = z.object({
  id: idSchema,
  memberIds: z.array(idSchema).describe("Those of them that are still in the group and that you may be shown."),
  reason: z.string(),
  proposedBy: idSchema,
  proposedState: stateCodeSchema,
  createdAt: momentSchema,
  decision: z
    .object({
      approved: z.boolean(),
      reason: z.string(),
      decidedBy: idSchema,
      decidedState: stateCodeSchema,
      createdAt: momentSchema,
    })
    .nullable()
    .describe("Null while another examiner has not decided."),
});

export const firearmGroupSchema = z
  .object({
    id: idSchema,
    states,
    members: z.array(memberSchema),
    hits: z.array(z.object({ id: idSchema, memberA: idSchema, memberB: idSchema, createdAt: momentSchema })),
    records: z.array(recordSchema).describe("What happened to it, oldest first. Nothing is overwritten."),
    splits: z.array(splitSchema),
  })
  .meta({ id: "FirearmGroup", description: "One firearm's exhibits, each as far as your state may see it." });
