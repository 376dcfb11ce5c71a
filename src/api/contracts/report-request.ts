import { z } from "zod";
import { momentInputSchema } from "../../domain/calendar-bounds.ts";
import { PART_STATES, REQUEST_STATES } from "../../domain/report-request.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

export const reportRequestSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema.describe("The state that asks."),
    caseId: idSchema,
    purpose: z.string(),
    requestedBy: idSchema,
    expiresAt: momentSchema,
    createdAt: momentSchema,
    withdrawnAt: momentSchema.nullable(),
    state: z
      .enum(REQUEST_STATES)
      .describe(
        "asked: nothing is known of yet, and there may be nothing; waiting: for the states of `waitingFor`; released: reports can be " +
          "issued; refused; reports_issued; expired; withdrawn.",
      ),
    waitingFor: z.array(stateCodeSchema),
    parts: z
      .array(
        z.object({
          partId: idSchema,
          askedState: stateCodeSchema,
          linkageId: idSchema,
          state: z.enum(PART_STATES),
          reason: z.string().nullable().describe("Why it was refused, or what the owner asks."),
          answeredAt: momentSchema.nullable(),
          reportId: idSchema.nullable(),
        }),
      )
      .describe(
        "Of hits that you may know of, and of what was released; of nothing else, whether or not there is any.",
      ),
  })
  .meta({ id: "ReportRequest", description: "A request for the reports about a case with other states." });

export const newReportRequestSchema = z.strictObject({
  caseNumber: textSchema(100).describe("Of a case of your own state."),
  purpose: textSchema(1000).describe("What the reports are for. Every owner that is asked reads it."),
  expiresAt: momentInputSchema.optional().describe("Within one year; thirty days where it is left out."),
});

export const requestPartSchema = z
  .object({
    id: idSchema,
    requestId: idSchema,
    ownerState: stateCodeSchema.describe("The state that is asked."),
    askingState: stateCodeSchema,
    linkageId: idSchema,
    caseId: idSchema.describe("Of the state that is asked."),
    purpose: z.string(),
    expiresAt: momentSchema,
    createdAt: momentSchema,
    withdrawnAt: momentSchema.nullable(),
    disclosed: z.boolean().describe("Who asks may know that there is something to answer."),
    state: z.enum(["waiting", "more_asked", "released", "refused", "withdrawn", "expired"]),
    answers: z.array(
      z.object({
        id: idSchema,
        decision: z.enum(["released", "refused", "more_asked"]),
        reason: z.string().nullable(),
        releaseId: idSchema.nullable(),
        answeredBy: idSchema,
        createdAt: momentSchema,
      }),
    ),
    replies: z.array(z.object({ words: z.string(), createdAt: momentSchema })),
  })
  .meta({
    id: "ReportRequestPart",
    description: "What another state asks of yours: to release one case for a report.",
  });

export const newAnswerSchema = z.strictObject({
  decision: z.enum(["released", "refused", "more_asked"]),
  reason: optionalTextSchema(2000).describe(
    "Of a refusal, or the question. Who asked reads it where they may know of the matter.",
  ),
  expiresAt: momentInputSchema.nullable().default(null).describe("Of a release: until when it holds, within one year."),
});
