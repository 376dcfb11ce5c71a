import { z } from "zod";
import { openAcquisitionImage } from "../../../usecases/acquisitions/open-acquisition-image.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readAcquisitionFile: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/file",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "FILE_NOT_FOUND"] },
      schema: {
        tags: ["acquisitions"],
        operationId: "readAcquisitionFile",
        summary: "Download the file as it was received",
        description:
          "Byte for byte; its SHA-256 is the acquisition's. Of another state's evidence only after a release.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: {
          200: fileResponse("The original file.", "application/zip", "image/png", "image/tiff", "image/jpeg"),
        },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.acquisitionId, variant: "original" as const };
      return sendFile(reply, await openAcquisitionImage(deps, contextOf(request), input), "attachment");
    },
  );
};
