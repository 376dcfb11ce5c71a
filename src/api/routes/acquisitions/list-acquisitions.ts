import { z } from "zod";
import { acquisitionStageSchema } from "../../../domain/vocabulary.ts";
import { listAcquisitions as listAcquisitionsUsecase } from "../../../usecases/acquisitions/list-acquisitions.ts";
import { acquisitionSchema } from "../../contracts/acquisition.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listAcquisitions: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions",
    {
      schema: {
        tags: ["acquisitions"],
        operationId: "listAcquisitions",
        summary: "List acquisitions",
        description:
          "Of your state, newest first; with `exhibitId` those of one exhibit, which may be one released to your state.",
        querystring: z.strictObject({
          ...pageQuery,
          exhibitId: idSchema.optional(),
          stage: acquisitionStageSchema.optional(),
        }),
        response: { 200: pageSchema(acquisitionSchema) },
      },
    },
    async (request) => listAcquisitionsUsecase(deps, contextOf(request), request.query),
  );
};
