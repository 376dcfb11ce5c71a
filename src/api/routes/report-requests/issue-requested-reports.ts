import { z } from "zod";
import { languageSchema } from "../../../domain/language.ts";
import { audienceSchema } from "../../../domain/report.ts";
import { issueRequestedReports as issueRequestedReportsUsecase } from "../../../usecases/report-requests/issue-requested-reports.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const issueRequestedReports: Route = (app, { deps }) => {
  app.post(
    "/v1/report-requests/:requestId/reports",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "issueRequestedReports",
        summary: "Issue the reports of what was released",
        description:
          "To the person who asked: a hit report of a hit, a lead notice of a lead. What was issued before is not issued again.",
        params: z.strictObject({ requestId: idSchema }),
        body: z.strictObject({ language: languageSchema.optional(), audience: audienceSchema.optional() }),
        response: { 201: shown(reportRequestSchema) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await issueRequestedReportsUsecase(deps, contextOf(request), { ...request.body, ...request.params })),
  );
};
