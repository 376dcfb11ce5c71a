import { z } from "zod";
import { listReportRequests as listReportRequestsUsecase } from "../../../usecases/report-requests/read-report-requests.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listReportRequests: Route = (app, { deps }) => {
  app.get(
    "/v1/report-requests",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "listReportRequests",
        summary: "List requests for reports",
        description: "Your own; for a national coordinator those of the state. Newest first.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(reportRequestSchema) },
      },
    },
    async (request) => listReportRequestsUsecase(deps, contextOf(request), request.query),
  );
};
