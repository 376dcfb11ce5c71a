import { z } from "zod";
import { inviteToLink } from "../../../usecases/people/invite-to-link.ts";
import { newInvitationSchema } from "../../contracts/account.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const linkIdentity: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts/:accountId/identities",
    {
      config: { asks: "sign_in", errors: ["CONFLICT"], secretFields: ["invitationToken"] },
      schema: {
        tags: ["people and labs"],
        operationId: "linkIdentity",
        summary: "Link an identity at an OpenID provider",
        description:
          "Gives an invitation that is good for a sign-in at this provider alone (`POST /v1/sessions/openid`) and sets no password: the person proves which identity is theirs, and keeps what they have beside it. An identity at the same provider is replaced. An earlier invitation ends. Who issued it and the person are never the two of one decision.",
        params: z.strictObject({ accountId: idSchema }),
        body: z.strictObject({
          provider: z.string().min(1).max(40).describe("Its id, as `GET /v1/sign-in-methods` has it."),
        }),
        response: { 201: shown(newInvitationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, accountId: request.params.accountId };
      const { token, expiresAt } = await inviteToLink(deps, contextOf(request), input);
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ invitationToken: token, invitationExpiresAt: expiresAt });
    },
  );
};
