import { z } from "zod";
import { listCustody as listCustodyUsecase } from "../../../usecases/evidence/list-custody.ts";
import { custodySchema } from "../../contracts/custody.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listCustody: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits/:exhibitId/custody",
    {
      schema: {
        tags: ["exhibits"],
        operationId: "listCustody",
        summary: "Read an exhibit's chain of custody",
        description:
          "In the order of what happened, corrected records among them. Of your state, or of a case released to it; such a read is recorded.",
        params: z.strictObject({ exhibitId: idSchema }),
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(custodySchema) },
      },
    },
    async (request) => listCustodyUsecase(deps, contextOf(request), { ...request.query, ...request.params }),
  );
};
