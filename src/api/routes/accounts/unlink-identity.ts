import { z } from "zod";
import { UNLINK_REASONS, unlinkIdentity as unlinkIdentityUsecase } from "../../../usecases/people/unlink-identity.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const unlinkIdentity: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts/:accountId/identities/:identityId/unlink",
    {
      config: { asks: "sign_in", errors: ["LAST_SIGN_IN"] },
      schema: {
        tags: ["people and labs"],
        operationId: "unlinkIdentity",
        summary: "Unlink an identity at an OpenID provider",
        description:
          "Ends what was opened by it. Refused where the person could not sign in any more, unless that is said to be meant.",
        params: z.strictObject({ accountId: idSchema, identityId: idSchema }),
        body: z.strictObject({
          leavesNoSignIn: z
            .boolean()
            .default(false)
            .describe("The person is to be left without a sign-in, until they are invited again."),
          reason: z
            .enum(UNLINK_REASONS)
            .nullable()
            .default(null)
            .describe("Kept in the audit trail; the workbench asks for it."),
        }),
        response: {
          200: shown(
            z.object({
              sessionsEnded: z.int(),
              waysLeft: z.int().describe("A password, and identities at providers that speak for the account's state."),
            }),
          ),
        },
      },
    },
    async (request) => unlinkIdentityUsecase(deps, contextOf(request), { ...request.params, ...request.body }),
  );
};
