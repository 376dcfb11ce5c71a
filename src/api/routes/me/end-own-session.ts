import { z } from "zod";
import { endOwnSession as endOwnSessionUsecase } from "../../../usecases/sign-in/end-own-session.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const endOwnSession: Route = (app, { deps }) => {
  app.delete(
    "/v1/me/sessions/:sessionId",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["sessions"],
        operationId: "endOwnSession",
        summary: "End one of your sessions",
        params: z.strictObject({ sessionId: idSchema }),
        response: { 204: z.undefined().describe("Its token is refused from now on.") },
      },
    },
    async (request, reply) => {
      await endOwnSessionUsecase(deps, contextOf(request), { id: request.params.sessionId });
      return reply.code(204).send();
    },
  );
};
