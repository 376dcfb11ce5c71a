import { z } from "zod";
import { testWebhook as testWebhookUsecase } from "../../../usecases/notices/manage-webhooks.ts";
import { webhookDeliverySchema } from "../../contracts/notice.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const testWebhook: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/webhooks/:webhookId/tests",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["notifications"],
        operationId: "testWebhook",
        summary: "Send a test message to a webhook",
        description:
          'Of the type "test", about the webhook itself; signed, sent and tried again as every other. How it went: `GET /v1/webhooks/{webhookId}/deliveries`.',
        params: z.strictObject({ webhookId: idSchema }),
        response: { 201: shown(webhookDeliverySchema) },
      },
    },
    async (request, reply) => {
      const sent = await testWebhookUsecase(deps, contextOf(request), { id: request.params.webhookId });
      poke?.();
      return reply.code(201).send(sent);
    },
  );
};
