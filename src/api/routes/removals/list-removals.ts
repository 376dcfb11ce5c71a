import { z } from "zod";
import { listRemovals as listRemovalsUsecase } from "../../../usecases/removal/list-removals.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { removalSchema } from "../../contracts/removal.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listRemovals: Route = (app, { deps }) => {
  app.get(
    "/v1/removals",
    {
      schema: {
        tags: ["sharing"],
        operationId: "listRemovals",
        summary: "List what your state removed",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(removalSchema) },
      },
    },
    async (request) => listRemovalsUsecase(deps, contextOf(request), request.query),
  );
};
