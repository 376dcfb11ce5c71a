import { z } from "zod";
import { roleSchema } from "../../../domain/vocabulary.ts";
import { updateAccount as updateAccountUsecase } from "../../../usecases/people/update-account.ts";
import { accountSchema } from "../../contracts/account.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const updateAccount: Route = (app, { deps }) => {
  app.patch(
    "/v1/accounts/:accountId",
    {
      config: { asks: "sign_in", ifMatch: true },
      schema: {
        tags: ["people and labs"],
        operationId: "updateAccount",
        summary: "Change an account",
        description: "A field left out stays as it is. Disabling an account ends its sessions at once.",
        params: z.strictObject({ accountId: idSchema }),
        body: z
          .strictObject({ name: textSchema(200), roles: z.array(roleSchema).min(1), disabled: z.boolean() })
          .partial(),
        response: { 200: shown(accountSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, id: request.params.accountId, expectedVersion: readIfMatch(request) };
      const account = await updateAccountUsecase(deps, contextOf(request), input);
      setEntityTag(reply, account.version);
      return account;
    },
  );
};
