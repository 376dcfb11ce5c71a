import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { endProviderSessions as endProviderSessionsUsecase } from "../../../usecases/sign-in/end-provider-sessions.ts";
import { parseWith } from "../../explain-validation.ts";
import type { Route } from "../../fastify-types.ts";

const FORM = "application/x-www-form-urlencoded";
const MAX_BODY_BYTES = 64 * 1024;

const formSchema = z.object({ logout_token: z.string().min(1).max(32_000) });

/** Of OpenID Connect Back-Channel Logout 1.0: the provider calls it, not a browser. The form is read for this route alone. */
export const endProviderSessions: Route = (app, { deps, config }) => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(FORM, { parseAs: "string" }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.withTypeProvider<ZodTypeProvider>().post(
      "/v1/openid/:provider/back-channel-logout",
      {
        bodyLimit: MAX_BODY_BYTES,
        config: {
          asks: "sign_in",
          access: "public",
          idempotency: "none",
          errors: ["LOGOUT_TOKEN_REFUSED", "NOT_FOUND", "VALIDATION_FAILED", "MEDIA_TYPE_UNSUPPORTED"],
          bodies: { [FORM]: formSchema },
          // A provider whose staff go home signs many out from one address.
          rateLimit: { max: config.requestsPerMinute, timeWindow: 60_000 },
        },
        schema: {
          tags: ["sessions"],
          operationId: "endProviderSessions",
          summary: "For providers: end the sessions of a sign-out",
          description:
            "The `backchannel_logout_uri` of OpenID Connect Back-Channel Logout 1.0. The logout token names a session at the provider (`sid`), a person (`sub`) or both; what was opened by it here ends. A token counts once.",
          params: z.strictObject({ provider: z.string().min(1).max(40) }),
          response: { 200: z.undefined().describe("It is done; nothing of who was concerned is told.") },
        },
      },
      async (request, reply) => {
        reply.header("cache-control", "no-store");
        const { logout_token: logoutToken } = parseWith(formSchema, request.body);
        const { provider } = request.params;
        await endProviderSessionsUsecase(deps, { provider, logoutToken, requestId: request.id });
        return reply.code(200).send();
      },
    );
  });
};
