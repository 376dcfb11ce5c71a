import { z } from "zod";
import { CHART_EVENTS } from "../../domain/intelligence/link-chart.ts";
import { categorySchema, exhibitTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema } from "./primitives.ts";
import { periodQuery } from "./statistics.ts";

export const linkChartQuery = z.strictObject({
  ...periodQuery,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(500)
    .describe("How many hits and leads at most, newest first."),
  around: z.string().min(1).max(64).optional().describe("The id of a node: what hangs together with it."),
});

const OF_CASE = "Of a case.";
const nodeSchema = z
  .object({
    id: z
      .string()
      .describe("The exhibit's or case's id; of an exhibit that you may not read a name that tells nothing."),
    kind: z.enum(["exhibit", "case"]),
    state: stateCodeSchema,
    number: z.string().nullable().describe("Null where you may not read it."),
    exhibitType: exhibitTypeSchema.nullable(),
    category: categorySchema.nullable(),
    calibre: z.string().nullable(),
    lab: z.string().nullable(),
    groupId: idSchema.nullable().describe("The exhibit's firearm group."),
    eventType: z.string().nullable().describe(OF_CASE),
    occurredOn: z.string().nullable().describe(OF_CASE),
  })
  .meta({ id: "ChartNode" });

const edgeSchema = z
  .object({
    id: z.string(),
    kind: z
      .enum(["hit", "lead", "merge", "of"])
      .describe(
        "of: the exhibit is of the case. merge: an examiner knew two groups to be one firearm's, without a hit.",
      ),
    from: z.string(),
    to: z.string(),
    linkageId: idSchema.nullable().describe("Null where your state is no party of it."),
    conclusion: z.literal("identification").nullable().describe("Of a hit."),
    at: z.string().nullable().describe("Of the lead, the hit or the merge."),
  })
  .meta({ id: "ChartEdge" });

const chart = {
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  timeline: z
    .array(
      z.object({
        at: z.string().describe("A moment, or of `occurred` a date."),
        event: z.enum(CHART_EVENTS).describe("joined: the exhibit came into its firearm group."),
        nodes: z.array(z.string()).describe("The exhibits concerned."),
        linkageId: idSchema.nullable(),
      }),
    )
    .describe(
      "In the order of time: what you may know of it. An occurrence, receipt or acquisition of another state only with a release.",
    ),
};

export const linkChartSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    truncated: z.boolean().describe("More stand in the period than were asked for."),
    ...chart,
  })
  .meta({ id: "LinkChart", description: "Exhibits and cases with the hits and leads between them." });

export const groupChartSchema = z
  .object({ id: idSchema.describe("The firearm group."), ...chart })
  .meta({ id: "FirearmGroupChart", description: "One firearm's exhibits and cases with what ties them." });
