import { z } from "zod";
import { listHits as listHitsUsecase } from "../../../usecases/review/list-hits.ts";
import { hitSchema } from "../../contracts/linkage.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listHits: Route = (app, { deps }) => {
  app.get(
    "/v1/hits",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "listHits",
        summary: "List your state's hits",
        description: "Newest first; every state's for the regional coordinator.",
        querystring: z.strictObject({ ...pageQuery }),
        response: { 200: pageSchema(hitSchema) },
      },
    },
    async (request) => listHitsUsecase(deps, contextOf(request), request.query),
  );
};
