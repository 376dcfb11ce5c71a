import { z } from "zod";
import { changePassword as changePasswordUsecase } from "../../../usecases/people/change-password.ts";
import { newPasswordSchema, passwordSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const changePassword: Route = (app, { deps }) => {
  app.post(
    "/v1/me/password",
    {
      config: {
        asks: "sign_in",
        errors: ["SIGN_IN_FAILED", "SIGN_IN_HELD"],
        secretFields: ["currentPassword", "newPassword"],
      },
      schema: {
        tags: ["sessions"],
        operationId: "changePassword",
        summary: "Change your password",
        description: "Ends all your other sessions.",
        body: z.strictObject({ currentPassword: passwordSchema, newPassword: newPasswordSchema }),
        response: { 204: z.undefined().describe("The new password counts from now on.") },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, token: requireBearerToken(request) };
      await changePasswordUsecase(deps, contextOf(request), input);
      return reply.code(204).send();
    },
  );
};
