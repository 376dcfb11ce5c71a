import { z } from "zod";
import { listRemovalNotices as listRemovalNoticesUsecase } from "../../../usecases/removal/list-removals.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { removalNoticeSchema } from "../../contracts/removal.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listRemovalNotices: Route = (app, { deps }) => {
  app.get(
    "/v1/removal-notices",
    {
      schema: {
        tags: ["sharing"],
        operationId: "listRemovalNotices",
        summary: "List what other states removed that your state knew of",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(removalNoticeSchema) },
      },
    },
    async (request) => listRemovalNoticesUsecase(deps, contextOf(request), request.query),
  );
};
