import { z } from "zod";
import { issueReport as issueReportUsecase } from "../../../usecases/issue-report.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { reportSchema } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const issueReport: Route = (app, { deps }) => {
  app.post(
    "/v1/reports",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "issueReport",
        summary: "Issue a report of a lead or a hit",
        description:
          "For one reader of your own state. A lead's carries the caveat that it is intelligence and not evidence.",
        body: z.strictObject({
          linkageId: idSchema,
          kind: z.enum(["lead", "hit"]),
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
