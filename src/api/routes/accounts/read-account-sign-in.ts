import { z } from "zod";
import { readAccountSignIn as readAccountSignInUsecase } from "../../../usecases/people/read-account-sign-in.ts";
import { accountSignInSchema } from "../../contracts/account.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readAccountSignIn: Route = (app, { deps }) => {
  app.get(
    "/v1/accounts/:accountId/sign-in",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["people and labs"],
        operationId: "readAccountSignIn",
        summary: "By what a person signs in",
        params: z.strictObject({ accountId: idSchema }),
        response: { 200: shown(accountSignInSchema) },
      },
    },
    async (request) => readAccountSignInUsecase(deps, contextOf(request), request.params),
  );
};
