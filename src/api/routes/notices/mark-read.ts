import { z } from "zod";
import { markRead as markReadUsecase } from "../../../usecases/notices/mark-read.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const markNotificationsRead: Route = (app, { deps }) => {
  app.post(
    "/v1/me/notifications/reads",
    {
      schema: {
        tags: ["notifications"],
        operationId: "markNotificationsRead",
        summary: "Mark notifications as read",
        description: "Your own only; for good.",
        body: z.strictObject({ ids: z.array(idSchema).min(1).max(200) }),
        response: { 200: shown(z.object({ marked: z.int(), unread: z.int() })) },
      },
    },
    async (request) => markReadUsecase(deps, contextOf(request), request.body),
  );
};
