import { z } from "zod";
import { listNotifications as listNotificationsUsecase } from "../../../usecases/notices/list-notifications.ts";
import { notificationPageSchema } from "../../contracts/notice.ts";
import { pageQuery } from "../../contracts/page.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listNotifications: Route = (app, { deps }) => {
  app.get(
    "/v1/me/notifications",
    {
      schema: {
        tags: ["notifications"],
        operationId: "listNotifications",
        summary: "What you were told",
        description: "Newest first. The subject says what it is about; read it by its own address.",
        querystring: z.strictObject({
          ...pageQuery,
          unread: z.enum(["true", "false"]).default("false").describe("Only what you have not read."),
        }),
        response: { 200: shown(notificationPageSchema) },
      },
    },
    async (request) =>
      listNotificationsUsecase(deps, contextOf(request), { ...request.query, unread: request.query.unread === "true" }),
  );
};
