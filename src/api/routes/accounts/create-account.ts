import { z } from "zod";
import { roleSchema, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { createAccount as createAccountUsecase } from "../../../usecases/people/create-account.ts";
import { accountSchema, newInvitationSchema } from "../../contracts/account.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const createAccount: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts",
    {
      config: { asks: "sign_in", errors: ["DUPLICATE_RECORD"], secretFields: ["invitationToken"] },
      schema: {
        tags: ["people and labs"],
        operationId: "createAccount",
        summary: "Create an account",
        description:
          "A national coordinator for the own state, a regional coordinator for any. Nobody sets another's password: the invitation's token, shown this once, is handed to the person, who accepts it.",
        body: z.strictObject({
          state: stateCodeSchema,
          labId: idSchema.nullable().default(null),
          email: z.email().max(320),
          name: textSchema(200),
          roles: z.array(roleSchema).min(1),
        }),
        response: {
          201: shown(
            accountSchema
              .extend(newInvitationSchema.shape)
              .meta({ id: "NewAccount", description: "An account with the invitation of its person." }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { account, invitation } = await createAccountUsecase(deps, contextOf(request), request.body);
      setEntityTag(reply, account.version);
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ ...account, invitationToken: invitation.token, invitationExpiresAt: invitation.expiresAt });
    },
  );
};
