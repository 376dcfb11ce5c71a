import { z } from "zod";
import { acceptInvitation as acceptInvitationUsecase } from "../../../usecases/people/accept-invitation.ts";
import { accountSchema } from "../../contracts/account.ts";
import { shown } from "../../contracts/primitives.ts";
import { newPasswordSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";

export const acceptInvitation: Route = (app, { deps, config }) => {
  app.post(
    "/v1/invitations/acceptance",
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
        operationId: "acceptInvitation",
        summary: "Accept an invitation",
        description:
          "The person sets their own password, once. Sessions that are open end. A password that cannot be used leaves the invitation open. Then sign in.",
        body: z.strictObject({ token: z.string().min(20).max(200), password: newPasswordSchema }),
        response: { 200: shown(accountSchema) },
      },
    },
    async (request) => acceptInvitationUsecase(deps, { ...request.body, requestId: request.id }),
  );
};
