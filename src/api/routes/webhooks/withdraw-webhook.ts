import { z } from "zod";
import { withdrawWebhook as withdrawWebhookUsecase } from "../../../usecases/notices/manage-webhooks.ts";
import { webhookSchema } from "../../contracts/notice.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const withdrawWebhook: Route = (app, { deps }) => {
  app.post(
    "/v1/webhooks/:webhookId/withdraw",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["notifications"],
        operationId: "withdrawWebhook",
        summary: "Withdraw a webhook",
        description: "Nothing more is sent there.",
        params: z.strictObject({ webhookId: idSchema }),
        response: { 200: shown(webhookSchema) },
      },
    },
    async (request) => withdrawWebhookUsecase(deps, contextOf(request), { id: request.params.webhookId }),
  );
};
