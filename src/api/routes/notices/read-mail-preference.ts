import { readMailPreference as readMailPreferenceUsecase } from "../../../usecases/notices/choose-mail.ts";
import { mailPreferenceSchema } from "../../contracts/notice.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readMailPreference: Route = (app, { deps }) => {
  app.get(
    "/v1/me/notification-preferences",
    {
      schema: {
        tags: ["notifications"],
        operationId: "readMailPreference",
        summary: "Of what you get mail",
        response: { 200: shown(mailPreferenceSchema) },
      },
    },
    async (request) => readMailPreferenceUsecase(deps, contextOf(request)),
  );
};
