import { z } from "zod";
import { readReport as readReportUsecase } from "../../../usecases/reports/read-report.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { reportSchema } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readReport: Route = (app, { deps }) => {
  app.get(
    "/v1/reports/:reportId",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "readReport",
        summary: "Read a report",
        description: "The person it was issued to, or the national coordinator of that person's state.",
        params: z.strictObject({ reportId: idSchema }),
        response: { 200: shown(reportSchema) },
      },
    },
    async (request) => readReportUsecase(deps, contextOf(request), { id: request.params.reportId }),
  );
};
