import { z } from "zod";
import { readPicture as readPictureUsecase } from "../../../usecases/review/read-picture.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readPicture: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId/pictures/:pictureId/picture.png",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "EVIDENCE_ALTERED", "FILE_NOT_FOUND"] },
      schema: {
        tags: ["linkages"],
        operationId: "readPicture",
        summary: "One picture that was kept",
        description: "As GET /v1/linkages/{linkageId}/pictures lists it, but for no auditor; its SHA-256 is checked.",
        params: z.strictObject({ linkageId: idSchema, pictureId: idSchema }),
        response: { 200: fileResponse("The picture.", "image/png") },
      },
    },
    async (request, reply) => {
      const png = await readPictureUsecase(deps, contextOf(request), request.params);
      return reply.type("image/png").send(Buffer.from(png));
    },
  );
};
