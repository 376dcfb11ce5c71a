import { z } from "zod";
import { rotateWebhookSecret as rotateWebhookSecretUsecase } from "../../../usecases/notices/manage-webhooks.ts";
import { idSchema, momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const rotateWebhookSecret: Route = (app, { deps }) => {
  app.post(
    "/v1/webhooks/:webhookId/secrets",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["notifications"],
        operationId: "rotateWebhookSecret",
        summary: "Replace a webhook's secret",
        description:
          "For a day the old one signs beside the new one, so that receivers may take it over. It is shown this once.",
        params: z.strictObject({ webhookId: idSchema }),
        response: { 201: shown(z.object({ secret: z.string(), previousUntil: momentSchema })) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .header("cache-control", "no-store")
        .send(await rotateWebhookSecretUsecase(deps, contextOf(request), { id: request.params.webhookId })),
  );
};
