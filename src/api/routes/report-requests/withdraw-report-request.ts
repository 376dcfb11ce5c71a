import { z } from "zod";
import { withdrawReportRequest as withdrawReportRequestUsecase } from "../../../usecases/report-requests/speak-of-request.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const withdrawReportRequest: Route = (app, { deps }) => {
  app.post(
    "/v1/report-requests/:requestId/withdraw",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "withdrawReportRequest",
        summary: "Withdraw a request for reports",
        description: "What was released stays released until its owner ends it.",
        params: z.strictObject({ requestId: idSchema }),
        body: z.strictObject({ reason: textSchema(1000) }),
        response: { 200: shown(reportRequestSchema) },
      },
    },
    async (request) => withdrawReportRequestUsecase(deps, contextOf(request), { ...request.body, ...request.params }),
  );
};
