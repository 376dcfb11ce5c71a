import { z } from "zod";
import { listAcquisitionQueue as listAcquisitionQueueUsecase } from "../../../usecases/clocks/list-acquisition-queue.ts";
import { waitingSchema } from "../../contracts/clocks.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listAcquisitionQueue: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisition-queue",
    {
      config: { errors: ["NOT_FOUND"] },
      schema: {
        tags: ["clocks"],
        operationId: "listAcquisitionQueue",
        summary: "What a lab is to acquire",
        description:
          "Exhibits received and not acquired, what is due first. A firearm is not acquired itself; its test fires are.",
        querystring: z.strictObject({
          ...pageQuery,
          labId: idSchema.optional().describe("Your own where it is left out."),
        }),
        response: { 200: pageSchema(waitingSchema) },
      },
    },
    async (request) => listAcquisitionQueueUsecase(deps, contextOf(request), request.query),
  );
};
