import { z } from "zod";
import { withdrawReport as withdrawReportUsecase } from "../../../usecases/reports/withdraw-report.ts";
import { idSchema, momentSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const withdrawalSchema = z
  .object({
    id: idSchema,
    reportId: idSchema,
    reason: z.string(),
    withdrawnBy: idSchema,
    withdrawnAt: momentSchema,
  })
  .meta({ id: "ReportWithdrawal", description: "The record that a report no longer stands." });

export const withdrawReport: Route = (app, { deps }) => {
  app.post(
    "/v1/reports/:reportId/withdraw",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "withdrawReport",
        summary: "Withdraw a report",
        description:
          "By an examiner or the national coordinator of the state that issued it. Nothing is deleted: its readers read it still, " +
          "marked, and whoever checks a copy is told that it was withdrawn and when.",
        params: z.strictObject({ reportId: idSchema }),
        body: z.strictObject({
          reason: textSchema(2000).describe(
            "For its readers. No person's name; what was wrong and what takes its place.",
          ),
        }),
        response: { 200: shown(withdrawalSchema) },
      },
    },
    async (request) =>
      withdrawReportUsecase(deps, contextOf(request), { id: request.params.reportId, reason: request.body.reason }),
  );
};
