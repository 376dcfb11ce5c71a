import { createReportRequest as createReportRequestUsecase } from "../../../usecases/report-requests/create-report-request.ts";
import { shown } from "../../contracts/primitives.ts";
import { newReportRequestSchema, reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createReportRequest: Route = (app, { deps }) => {
  app.post(
    "/v1/report-requests",
    {
      config: { errors: ["NOT_FOUND"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "createReportRequest",
        summary: "Ask for the reports about a case with other states",
        description:
          "The owners of the other sides of its leads and hits are asked, one by one. The answer is the same whether or not there is anybody to ask.",
        body: newReportRequestSchema,
        response: { 201: shown(reportRequestSchema) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createReportRequestUsecase(deps, contextOf(request), request.body)),
  );
};
