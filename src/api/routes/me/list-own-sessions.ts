import { z } from "zod";
import { listOwnSessions as listOwnSessionsUsecase } from "../../../usecases/sign-in/list-own-sessions.ts";
import { shown } from "../../contracts/primitives.ts";
import { sessionSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const listOwnSessions: Route = (app, { deps }) => {
  app.get(
    "/v1/me/sessions",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["sessions"],
        operationId: "listOwnSessions",
        summary: "Your open sessions",
        response: { 200: shown(z.object({ items: z.array(sessionSchema) })) },
      },
    },
    async (request) => {
      const token = requireBearerToken(request);
      return { items: await listOwnSessionsUsecase(deps, contextOf(request), { token }) };
    },
  );
};
