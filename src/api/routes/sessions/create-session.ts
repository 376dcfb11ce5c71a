import { z } from "zod";
import { signIn } from "../../../usecases/sign-in.ts";
import { accountSchema } from "../../contracts/account.ts";
import { momentSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

/** The one route that answers without a token and asks for a password; it has a rate limit of its own. */
export const createSession: Route = (app, { deps, config }) => {
  app.post(
    "/v1/sessions",
    {
      config: {
        access: "public",
        idempotency: "none",
        errors: ["SIGN_IN_FAILED"],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "signIn",
        summary: "Sign in",
        description:
          "Opens a session. The token is shown this once. Takes no Idempotency-Key: each sign-in is its own session.",
        body: z.strictObject({
          email: textSchema(320).meta({ examples: ["examiner@forensic.example"] }),
          password: z.string().min(1).max(1000),
        }),
        response: {
          201: shown(
            z.object({
              token: z.string().describe("Bearer token; send it as `Authorization: Bearer …`."),
              expiresAt: momentSchema,
              account: accountSchema,
            }),
          ),
        },
      },
    },
    async (request, reply) => {
      const signedIn = await signIn(deps, { ...request.body, requestId: request.id });
      return reply.code(201).header("cache-control", "no-store").send(signedIn);
    },
  );
};
