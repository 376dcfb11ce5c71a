import { z } from "zod";
import { exportX3p } from "../../../usecases/exchange/export-x3p.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const exportAcquisitionX3p: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/x3p",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "FILE_NOT_FOUND", "X3P_UNSUPPORTED"] },
      schema: {
        tags: ["exchange"],
        operationId: "exportAcquisitionX3p",
        summary: "Download a scan as X3P with its forensic metadata",
        description:
          "The scan as it was received, its heights byte for byte, with `ribin/metadata.json` in the archive (docs/exchange.md). For who may have the " +
          "original, which stays at `/file` unchanged. Recorded.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: { 200: fileResponse("The scan.", "application/zip") },
      },
    },
    async (request, reply) =>
      sendFile(reply, await exportX3p(deps, contextOf(request), { id: request.params.acquisitionId }), "attachment"),
  );
};
