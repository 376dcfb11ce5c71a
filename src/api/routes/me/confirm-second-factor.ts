import { z } from "zod";
import { confirmSecondFactor as confirmSecondFactorUsecase } from "../../../usecases/sign-in/confirm-second-factor.ts";
import { shown } from "../../contracts/primitives.ts";
import { codeSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const confirmSecondFactor: Route = (app, { deps }) => {
  app.post(
    "/v1/me/second-factor/confirmation",
    {
      config: {
        asks: "sign_in",
        access: "enrolling",
        errors: ["CONFLICT", "SECOND_FACTOR_FAILED", "SIGN_IN_HELD"],
        secretFields: ["code", "recoveryCodes"],
      },
      schema: {
        tags: ["sessions"],
        operationId: "confirmSecondFactor",
        summary: "Confirm the authenticator",
        description:
          "By one of its codes. From now on each sign-in asks for one; your other sessions end. The recovery codes are shown this once; each counts once.",
        body: z.strictObject({ code: codeSchema }),
        response: { 201: shown(z.object({ recoveryCodes: z.array(z.string()).nullable() })) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, token: requireBearerToken(request) };
      const recoveryCodes = await confirmSecondFactorUsecase(deps, contextOf(request), input);
      return reply.code(201).header("cache-control", "no-store").send({ recoveryCodes });
    },
  );
};
