import { z } from "zod";
import { listKnownPairs as listKnownPairsUsecase } from "../../../usecases/proficiency/list-known-pairs.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { listedPairSchema } from "../../contracts/proficiency.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listKnownPairs: Route = (app, { deps }) => {
  app.get(
    "/v1/known-pairs",
    {
      schema: {
        tags: ["proficiency"],
        operationId: "listKnownPairs",
        summary: "List blind known pairs",
        description: "Those that you named, newest first; every state's for an auditor.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(listedPairSchema) },
      },
    },
    async (request) => listKnownPairsUsecase(deps, contextOf(request), request.query),
  );
};
