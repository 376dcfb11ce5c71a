import { z } from "zod";
import { createWebhook as createWebhookUsecase } from "../../../usecases/notices/manage-webhooks.ts";
import { newWebhookSchema, webhookSchema } from "../../contracts/notice.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createWebhook: Route = (app, { deps }) => {
  app.post(
    "/v1/webhooks",
    {
      config: { errors: ["WEBHOOK_ADDRESS_REFUSED"] },
      schema: {
        tags: ["notifications"],
        operationId: "createWebhook",
        summary: "Have another system told",
        description:
          "By your national coordinator. Messages are signed as Standard Webhooks are; the secret is shown this once.",
        body: newWebhookSchema,
        response: { 201: shown(webhookSchema.extend({ secret: z.string() })) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .header("cache-control", "no-store")
        .send(await createWebhookUsecase(deps, contextOf(request), request.body)),
  );
};
