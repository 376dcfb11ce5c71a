import { z } from "zod";
import { listExhibits as listExhibitsUsecase } from "../../../usecases/evidence/list-exhibits.ts";
import { exhibitSchema } from "../../contracts/exhibit.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listExhibits: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits",
    {
      schema: {
        tags: ["exhibits"],
        operationId: "listExhibits",
        summary: "List exhibits",
        description:
          "Of your state, newest first; with `caseId` those of one case, which may be one released to your state.",
        querystring: z.strictObject({ ...pageQuery, caseId: idSchema.optional() }),
        response: { 200: pageSchema(exhibitSchema) },
      },
    },
    async (request) => listExhibitsUsecase(deps, contextOf(request), request.query),
  );
};
