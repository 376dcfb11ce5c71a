import { z } from "zod";
import { openReportPdf } from "../../../usecases/reports/open-report-pdf.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import { WITHDRAWN_HEADER } from "../../contracts/report.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readReportPdf: Route = (app, { deps }) => {
  app.get(
    "/v1/reports/:reportId/pdf",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "FILE_NOT_FOUND"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "readReportPdf",
        summary: "Download a report as PDF",
        description: "As it was issued; refused when it shows another state's case whose release has ended since.",
        params: z.strictObject({ reportId: idSchema }),
        response: { 200: fileResponse("The document.", "application/pdf") },
      },
    },
    async (request, reply) => {
      const opened = await openReportPdf(deps, contextOf(request), { id: request.params.reportId });
      if (opened.withdrawnAt !== null) reply.header(WITHDRAWN_HEADER, opened.withdrawnAt.toISOString());
      return sendFile(reply, opened, "attachment");
    },
  );
};
