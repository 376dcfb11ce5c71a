import { z } from "zod";
import { listWebhookDeliveries as listWebhookDeliveriesUsecase } from "../../../usecases/notices/list-webhooks.ts";
import { webhookDeliverySchema } from "../../contracts/notice.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listWebhookDeliveries: Route = (app, { deps }) => {
  app.get(
    "/v1/webhooks/:webhookId/deliveries",
    {
      config: { errors: ["NOT_FOUND"] },
      schema: {
        tags: ["notifications"],
        operationId: "listWebhookDeliveries",
        summary: "What was sent to a webhook, and how it went",
        description:
          "Every attempt with its reason. What failed for good is retried by its job (`POST /v1/jobs/{id}/retry`).",
        params: z.strictObject({ webhookId: idSchema }),
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(webhookDeliverySchema) },
      },
    },
    async (request) =>
      listWebhookDeliveriesUsecase(deps, contextOf(request), { ...request.query, id: request.params.webhookId }),
  );
};
