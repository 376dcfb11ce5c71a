import { z } from "zod";
import { keepPicture as keepPictureUsecase } from "../../../usecases/review/keep-picture.ts";
import { MOST_PICTURE_LETTERS, newPictureSchema, pictureSchema } from "../../contracts/comparison-picture.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const REST_OF_BODY = 8_192;

export const keepPicture: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/pictures",
    {
      bodyLimit: MOST_PICTURE_LETTERS + REST_OF_BODY,
      config: { errors: ["CONFLICT", "EXAMINATION_NOT_DOCUMENTED", "IMAGE_BOMB", "IMAGE_UNREADABLE", "SIZE_ABSURD"] },
      schema: {
        tags: ["linkages"],
        operationId: "keepPicture",
        summary: "Keep a picture of the comparison as you have set it up",
        description:
          "A bench note: with layout, light, cells, annotations and scale bar as they are in the picture. Nobody but you sees it " +
          "before a second examiner recorded a conclusion.",
        params: z.strictObject({ linkageId: idSchema }),
        body: newPictureSchema,
        response: { 201: shown(pictureSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await keepPictureUsecase(deps, contextOf(request), input));
    },
  );
};
