import { z } from "zod";
import { removeSecondFactor as removeSecondFactorUsecase } from "../../../usecases/sign-in/remove-second-factor.ts";
import { codeSchema, passwordSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const removeSecondFactor: Route = (app, { deps }) => {
  app.post(
    "/v1/me/second-factor/removal",
    {
      config: {
        asks: "sign_in",
        errors: ["SIGN_IN_FAILED", "SECOND_FACTOR_FAILED", "SIGN_IN_HELD"],
        secretFields: ["password", "code"],
      },
      schema: {
        tags: ["sessions"],
        operationId: "removeSecondFactor",
        summary: "Remove your authenticator",
        description:
          "With the password and a code; a recovery code will do. Your other sessions end. Where the region requires a second factor, this session may then only enrol another.",
        body: z.strictObject({ password: passwordSchema.nullable().default(null), code: codeSchema }),
        response: { 204: z.undefined().describe("No code is asked for from now on.") },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, token: requireBearerToken(request) };
      await removeSecondFactorUsecase(deps, contextOf(request), input);
      return reply.code(204).send();
    },
  );
};
