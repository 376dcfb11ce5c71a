import { z } from "zod";
import { noticeKindSchema } from "../../../domain/notices/notice-kinds.ts";
import { chooseMail as chooseMailUsecase } from "../../../usecases/notices/choose-mail.ts";
import { mailPreferenceSchema } from "../../contracts/notice.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const chooseMail: Route = (app, { deps }) => {
  app.post(
    "/v1/me/notification-preferences",
    {
      schema: {
        tags: ["notifications"],
        operationId: "chooseMail",
        summary: "Choose of what you get mail",
        description: "For what comes from now on. Within the program you are told of everything.",
        body: z.strictObject({ mail: z.array(noticeKindSchema).max(50) }),
        response: { 200: shown(mailPreferenceSchema) },
      },
    },
    async (request) => chooseMailUsecase(deps, contextOf(request), request.body),
  );
};
