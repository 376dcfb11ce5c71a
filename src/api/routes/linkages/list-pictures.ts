import { z } from "zod";
import { listPictures as listPicturesUsecase } from "../../../usecases/review/list-pictures.ts";
import { pictureSchema } from "../../contracts/comparison-picture.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listPictures: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId/pictures",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["linkages"],
        operationId: "listPictures",
        summary: "The pictures that were kept of a comparison",
        description:
          "Oldest first. Until a verification is recorded you see your own alone; after it, those of both states, where an agreement or a " +
          "release lets your state see both images. Auditors are told of everybody's, at any time, who kept which " +
          "with which hash; no picture is given to them.",
        params: z.strictObject({ linkageId: idSchema }),
        response: { 200: shown(z.object({ pictures: z.array(pictureSchema) })) },
      },
    },
    async (request) => ({
      pictures: await listPicturesUsecase(deps, contextOf(request), request.params),
    }),
  );
};
