import { z } from "zod";
import { openAcquisitionImage } from "../../../usecases/acquisitions/open-acquisition-image.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readAcquisitionPreview: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/preview.png",
    {
      config: { errors: ["FILE_NOT_FOUND"] },
      schema: {
        tags: ["acquisitions"],
        operationId: "readAcquisitionPreview",
        summary: "The picture of an acquisition",
        description:
          "Of another state's evidence where a candidate and an agreement, or a release, let your state see it.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: { 200: fileResponse("The picture.", "image/png") },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.acquisitionId, variant: "preview" as const };
      return sendFile(reply, await openAcquisitionImage(deps, contextOf(request), input), "inline");
    },
  );
};
