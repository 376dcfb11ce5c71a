import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { listSignInMethods as listSignInMethodsUsecase } from "../../../usecases/sign-in/list-sign-in-methods.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

export const listSignInMethods: Route = (app, { deps }) => {
  app.get(
    "/v1/sign-in-methods",
    {
      config: { asks: "sign_in", access: "public" },
      schema: {
        tags: ["sessions"],
        operationId: "listSignInMethods",
        summary: "How people may sign in",
        response: {
          200: shown(
            z.object({
              setUp: z.boolean().describe("Nobody has an account yet: `POST /v1/set-up` makes the first."),
              secondFactorRequired: z.boolean(),
              providers: z
                .array(z.object({ id: z.string(), name: z.string(), states: z.array(stateCodeSchema) }))
                .describe("OpenID providers, each for accounts of its states; a password is always possible."),
            }),
          ),
        },
      },
    },
    async () => listSignInMethodsUsecase(deps),
  );
};
