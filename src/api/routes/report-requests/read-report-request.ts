import { z } from "zod";
import { readReportRequest as readReportRequestUsecase } from "../../../usecases/report-requests/read-report-requests.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readReportRequest: Route = (app, { deps }) => {
  app.get(
    "/v1/report-requests/:requestId",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "readReportRequest",
        summary: "How far a request for reports is",
        params: z.strictObject({ requestId: idSchema }),
        response: { 200: shown(reportRequestSchema) },
      },
    },
    async (request) => readReportRequestUsecase(deps, contextOf(request), { id: request.params.requestId }),
  );
};
