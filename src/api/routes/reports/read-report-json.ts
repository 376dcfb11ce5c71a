import { z } from "zod";
import { openReportJson } from "../../../usecases/reports/open-report-json.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import { WITHDRAWN_HEADER } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readReportJson: Route = (app, { deps }) => {
  app.get(
    "/v1/reports/:reportId/json",
    {
      config: { errors: ["EVIDENCE_ALTERED", "EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "readReportJson",
        summary: "Download a report as JSON",
        description:
          "The document in the canonical form of RFC 8785, the very bytes whose SHA-256 is signed; refused as the PDF is.",
        params: z.strictObject({ reportId: idSchema }),
        response: { 200: fileResponse("The document.", "application/json") },
      },
    },
    async (request, reply) => {
      const opened = await openReportJson(deps, contextOf(request), { id: request.params.reportId });
      if (opened.withdrawnAt !== null) reply.header(WITHDRAWN_HEADER, opened.withdrawnAt.toISOString());
      return sendFile(reply, opened, "attachment");
    },
  );
};
