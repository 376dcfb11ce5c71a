import { z } from "zod";
import { completeOpenIdSignIn as completeOpenIdSignInUsecase } from "../../../usecases/sign-in/complete-openid-sign-in.ts";
import { sendSession } from "../../browser-session.ts";
import { shown } from "../../contracts/primitives.ts";
import { newSessionSchema, secondFactorAskedSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { readOrigin } from "../../read-origin.ts";

const signOut = {
  providerSignOutUrl: z
    .string()
    .nullable()
    .describe("Where the browser goes after `DELETE /v1/sessions/current`, to sign out at the provider too."),
};

export const completeOpenIdSignIn: Route = (app, { deps, config }) => {
  app.post(
    "/v1/sessions/openid/completion",
    {
      config: {
        asks: "sign_in",
        access: "public",
        idempotency: "none",
        errors: [
          "PROVIDER_SIGN_IN_FAILED",
          "IDENTITY_UNKNOWN",
          "INVITATION_INVALID",
          "SIGN_IN_FAILED",
          "FORBIDDEN",
          "CONFLICT",
        ],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "completeOpenIdSignIn",
        summary: "Complete a sign-in at an OpenID provider",
        description:
          "With the whole address that the browser came back to. Opens a session (201), or asks for the second factor (202) where the provider saw none and the person has one here. A flow counts once.",
        body: z.strictObject({ flow: z.string().min(20).max(200), callbackUrl: z.string().min(1).max(8000) }),
        response: {
          201: shown(
            newSessionSchema.extend(signOut).meta({ id: "NewOpenIdSession", description: "An open session." }),
          ),
          202: shown(
            secondFactorAskedSchema
              .extend(signOut)
              .meta({ id: "OpenIdSecondFactorAsked", description: "The second factor is asked for." }),
          ),
        },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, origin: readOrigin(request), requestId: request.id };
      const step = await completeOpenIdSignInUsecase(deps, input);
      if (step.kind === "session") return sendSession(request, reply, step);
      return reply.code(202).header("cache-control", "no-store").send(step);
    },
  );
};
