import { readOwnSignIn as readOwnSignInUsecase } from "../../../usecases/people/read-account-sign-in.ts";
import { accountSignInSchema } from "../../contracts/account.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readOwnSignIn: Route = (app, { deps }) => {
  app.get(
    "/v1/me/sign-in",
    {
      config: { asks: "sign_in", access: "enrolling" },
      schema: {
        tags: ["sessions"],
        operationId: "readOwnSignIn",
        summary: "By what you sign in",
        response: { 200: shown(accountSignInSchema) },
      },
    },
    async (request) => readOwnSignInUsecase(deps, contextOf(request)),
  );
};
