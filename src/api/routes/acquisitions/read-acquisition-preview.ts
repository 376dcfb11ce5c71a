import { z } from "zod";
import { openAcquisitionImage } from "../../../usecases/acquisitions/open-acquisition-image.ts";
import { openThumbnail } from "../../../usecases/acquisitions/open-thumbnail.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { sendFile } from "../../send-file.ts";

export const readAcquisitionPreview: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/preview.png",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "FILE_NOT_FOUND"] },
      schema: {
        tags: ["acquisitions"],
        operationId: "readAcquisitionPreview",
        summary: "The picture of an acquisition",
        description:
          "Of another state's evidence where a candidate and an agreement, or a release, let your state see it; where you examine, once you documented an exhibit of your own that it stands beside.",
        params: z.strictObject({ acquisitionId: idSchema }),
        querystring: z.strictObject({
          side: z.coerce
            .number()
            .int()
            .min(32)
            .max(512)
            .optional()
            .describe("Pixels of a square that the picture is to fit in, for lists; whole where it is left out."),
        }),
        response: { 200: fileResponse("The picture.", "image/png") },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const image =
        query.side === undefined
          ? openAcquisitionImage(deps, contextOf(request), { id: params.acquisitionId, variant: "preview" })
          : openThumbnail(deps, contextOf(request), { id: params.acquisitionId, side: query.side });
      return sendFile(reply, await image, "inline");
    },
  );
};
