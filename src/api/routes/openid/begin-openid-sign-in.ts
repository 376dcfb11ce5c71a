import { z } from "zod";
import { beginOpenIdSignIn as beginOpenIdSignInUsecase } from "../../../usecases/sign-in/begin-openid-sign-in.ts";
import { momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

export const beginOpenIdSignIn: Route = (app, { deps, config }) => {
  app.post(
    "/v1/sessions/openid",
    {
      config: {
        asks: "sign_in",
        access: "public",
        idempotency: "none",
        errors: ["INVITATION_INVALID"],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "beginOpenIdSignIn",
        summary: "Begin a sign-in at an OpenID provider",
        description:
          "Send the browser to `authorizationUrl` and keep `flow` in it; when it comes back, send both to `POST /v1/sessions/openid/completion`. With an invitation the identity is linked to its account.",
        body: z.strictObject({
          provider: z.string().min(1).max(40),
          invitation: z.string().min(20).max(200).nullable().default(null),
        }),
        response: {
          201: shown(
            z
              .object({ authorizationUrl: z.string(), flow: z.string(), expiresAt: momentSchema })
              .meta({ id: "OpenIdFlow", description: "A sign-in that goes on at the provider." }),
          ),
        },
      },
    },
    async (request, reply) => {
      const begun = await beginOpenIdSignInUsecase(deps, { ...request.body, requestId: request.id });
      return reply.code(201).header("cache-control", "no-store").send(begun);
    },
  );
};
