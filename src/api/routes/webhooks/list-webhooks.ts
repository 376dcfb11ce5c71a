import { z } from "zod";
import { listWebhooks as listWebhooksUsecase } from "../../../usecases/notices/list-webhooks.ts";
import { webhookSchema } from "../../contracts/notice.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listWebhooks: Route = (app, { deps }) => {
  app.get(
    "/v1/webhooks",
    {
      schema: {
        tags: ["notifications"],
        operationId: "listWebhooks",
        summary: "List your state's webhooks",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(webhookSchema) },
      },
    },
    async (request) => listWebhooksUsecase(deps, contextOf(request), request.query),
  );
};
