import { z } from "zod";
import { languageSchema } from "../../../domain/language.ts";
import { audienceSchema } from "../../../domain/report.ts";
import { issueReport as issueReportUsecase } from "../../../usecases/reports/issue-report.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { reportSchema } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const issueReport: Route = (app, { deps }) => {
  app.post(
    "/v1/reports",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT", "EXAMINATION_NOT_DOCUMENTED", "PRECONDITION_FAILED", "KNOWN_PAIR"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "issueReport",
        summary: "Issue a lead notice or a hit report",
        description:
          "Two documents, each for one reader of your own state. `lead`: a lead notice, of a linkage that is a lead; it carries the caveat " +
          "that it is intelligence and not evidence, and has no conclusions. `hit`: a hit report, of a linkage whose hit was confirmed after the " +
          "blind verification. Each is signed when it is issued.",
        body: z.strictObject({
          linkageId: idSchema,
          kind: z.enum(["lead", "hit"]),
          language: languageSchema
            .optional()
            .describe("Of the report, and a part of what is signed; the first language of your state when left out."),
          audience: audienceSchema
            .optional()
            .describe(
              "For whose work it is written; it says what that reader may do with it. Left out: coordinator for one, else investigator.",
            ),
          issuedTo: idSchema.optional().describe("An account of your state; you when left out."),
        }),
        response: { 201: shown(reportSchema) },
      },
    },
    async (request, reply) => {
      const report = await issueReportUsecase(deps, contextOf(request), request.body);
      return reply.code(201).header("location", `/v1/reports/${report.id}`).send(report);
    },
  );
};
