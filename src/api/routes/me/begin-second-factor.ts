import { z } from "zod";
import { beginSecondFactor as beginSecondFactorUsecase } from "../../../usecases/sign-in/begin-second-factor.ts";
import { shown } from "../../contracts/primitives.ts";
import { passwordSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const beginSecondFactor: Route = (app, { deps }) => {
  app.post(
    "/v1/me/second-factor",
    {
      config: {
        asks: "sign_in",
        access: "enrolling",
        errors: ["CONFLICT", "SIGN_IN_FAILED", "SIGN_IN_HELD"],
        secretFields: ["password", "secret", "address"],
      },
      schema: {
        tags: ["sessions"],
        operationId: "beginSecondFactor",
        summary: "Begin to enrol an authenticator",
        description:
          "Gives the secret of a new authenticator (RFC 6238: SHA-1, 6 digits, 30 seconds), shown this once. It guards nothing until it is confirmed by one of its codes.",
        body: z.strictObject({
          password: passwordSchema.nullable().default(null).describe("Null for an account without a password."),
        }),
        response: {
          201: shown(
            z
              .object({
                secret: z.string().nullable().describe("In base32, to be typed."),
                address: z.string().nullable().describe("otpauth://, to be shown as a picture."),
              })
              .meta({ id: "NewSecondFactor", description: "An authenticator that waits to be confirmed." }),
          ),
        },
      },
    },
    async (request, reply) => {
      const begun = await beginSecondFactorUsecase(deps, contextOf(request), request.body);
      return reply.code(201).header("cache-control", "no-store").send(begun);
    },
  );
};
