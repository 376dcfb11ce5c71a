import { z } from "zod";
import { inviteAccount as inviteAccountUsecase } from "../../../usecases/people/invite-account.ts";
import { newInvitationSchema } from "../../contracts/account.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const inviteAccount: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts/:accountId/invitations",
    {
      config: { asks: "sign_in", errors: ["CONFLICT"], secretFields: ["invitationToken"] },
      schema: {
        tags: ["people and labs"],
        operationId: "inviteAccount",
        summary: "Invite again, or reset a sign-in",
        description:
          "For a person who did not accept in time, forgot the password or lost the second factor. What they have counts until they accept. An earlier invitation ends. Who issued it and the person are never the two of one decision.",
        params: z.strictObject({ accountId: idSchema }),
        body: z.strictObject({
          removesSecondFactor: z
            .boolean()
            .default(false)
            .describe("The person lost their authenticator and recovery codes."),
        }),
        response: { 201: shown(newInvitationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, accountId: request.params.accountId };
      const { token, expiresAt } = await inviteAccountUsecase(deps, contextOf(request), input);
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ invitationToken: token, invitationExpiresAt: expiresAt });
    },
  );
};
