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
    eventType: z.string().nullable().describe(OF_CASE),
    occurredOn: z.string().nullable().describe(OF_CASE),
  })
  .meta({ id: "ChartNode" });

const edgeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["hit", "lead", "of"]).describe("of: the exhibit is of the case."),
    from: z.string(),
    to: z.string(),
    linkageId: idSchema.nullable(),
    conclusion: z.literal("identification").nullable().describe("Of a hit."),
    at: z.string().nullable().describe("Of the lead or the hit."),
  })
  .meta({ id: "ChartEdge" });

export const linkChartSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    truncated: z.boolean().describe("More stand in the period than were asked for."),
    nodes: z.array(nodeSchema),
    edges: z.array(edgeSchema),
    timeline: z
      .array(
        z.object({
          at: z.string().describe("A moment, or of `occurred` a date."),
          event: z.enum(CHART_EVENTS),
          nodes: z.array(z.string()).describe("The exhibits concerned."),
          linkageId: idSchema.nullable(),
        }),
      )
      .describe(
        "In the order of time: what you may know of it. An occurrence, receipt or acquisition of another state only with a release.",
      ),
  })
  .meta({ id: "LinkChart", description: "Exhibits and cases with the hits and leads between them." });
