import { z } from "zod";
import { listReports as listReportsUsecase } from "../../../usecases/reports/list-reports.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { listedReportSchema } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listReports: Route = (app, { deps }) => {
  app.get(
    "/v1/reports",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "listReports",
        summary: "List the reports that you may read",
        description:
          "Newest first: what was issued to you; for the national coordinator what was issued to anybody of the state. No case facts: they are in " +
          "the report. Without those whose evidence was removed, or left its state by a release that has ended.",
        querystring: z.strictObject({ ...pageQuery }),
        response: { 200: pageSchema(listedReportSchema) },
      },
    },
    async (request) => listReportsUsecase(deps, contextOf(request), request.query),
  );
};
