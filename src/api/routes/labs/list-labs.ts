import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { listLabs as listLabsUsecase } from "../../../usecases/people/list-labs.ts";
import { labSchema } from "../../contracts/lab.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listLabs: Route = (app, { deps }) => {
  app.get(
    "/v1/labs",
    {
      schema: {
        tags: ["people and labs"],
        operationId: "listLabs",
        summary: "List the laboratories of the network",
        querystring: z.strictObject({ ...pageQuery, state: stateCodeSchema.optional() }),
        response: { 200: pageSchema(labSchema) },
      },
    },
    async (request) => listLabsUsecase(deps, contextOf(request), request.query),
  );
};
