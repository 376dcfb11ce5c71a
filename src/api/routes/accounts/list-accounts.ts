import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { listAccounts as listAccountsUsecase } from "../../../usecases/people/list-accounts.ts";
import { accountSchema } from "../../contracts/account.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listAccounts: Route = (app, { deps }) => {
  app.get(
    "/v1/accounts",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["people and labs"],
        operationId: "listAccounts",
        summary: "List accounts",
        description: "Of the own state for a national coordinator; a regional coordinator may name any state or none.",
        querystring: z.strictObject({ ...pageQuery, state: stateCodeSchema.optional() }),
        response: { 200: pageSchema(accountSchema) },
      },
    },
    async (request) => listAccountsUsecase(deps, contextOf(request), request.query),
  );
};
