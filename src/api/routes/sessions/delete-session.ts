import { z } from "zod";
import { signOut } from "../../../usecases/sign-in/sign-out.ts";
import { clearSessionCookie } from "../../browser-session.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const deleteSession: Route = (app, { deps }) => {
  app.delete(
    "/v1/sessions/current",
    {
      config: { asks: "sign_in", access: "enrolling" },
      schema: {
        tags: ["sessions"],
        operationId: "signOut",
        summary: "Sign out",
        description: "Ends the session whose token the request bears.",
        response: { 204: z.undefined().describe("The token is refused from now on.") },
      },
    },
    async (request, reply) => {
      const token = requireBearerToken(request);
      await signOut(deps, contextOf(request), { token });
      clearSessionCookie(request, reply);
      return reply.code(204).send();
    },
  );
};
