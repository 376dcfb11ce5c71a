import { z } from "zod";
import { listPurges as listPurgesUsecase } from "../../../usecases/retention/review-purge.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { purgeSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listPurges: Route = (app, { deps }) => {
  app.get(
    "/v1/purges",
    {
      schema: {
        tags: ["retention"],
        operationId: "listPurges",
        summary: "List your state's purges",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(purgeSchema) },
      },
    },
    async (request) => listPurgesUsecase(deps, contextOf(request), request.query),
  );
};
