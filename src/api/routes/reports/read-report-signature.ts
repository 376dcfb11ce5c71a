import { z } from "zod";
import { openReportSignature } from "../../../usecases/reports/open-report-signature.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readReportSignature: Route = (app, { deps }) => {
  app.get(
    "/v1/reports/:reportId/signature",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "FILE_NOT_FOUND"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "readReportSignature",
        summary: "Download a report's signature",
        description:
          "A compact JWS (Ed25519) over the hashes of both forms, detached from them; it holds nothing of the content. " +
          "Its key is one of GET /v1/keys. Check a file against it with `ribin report verify`, or as docs/reports.md says.",
        params: z.strictObject({ reportId: idSchema }),
        response: { 200: fileResponse("The signature.", "application/jose") },
      },
    },
    async (request, reply) => {
      const opened = await openReportSignature(deps, contextOf(request), { id: request.params.reportId });
      return sendFile(reply, opened, "attachment");
    },
  );
};
