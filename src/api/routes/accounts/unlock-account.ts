import { z } from "zod";
import { unlockAccount as unlockAccountUsecase } from "../../../usecases/people/unlock-account.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const unlockAccount: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts/:accountId/unlock",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["people and labs"],
        operationId: "unlockAccount",
        summary: "End the wait after failed sign-ins",
        params: z.strictObject({ accountId: idSchema }),
        body: z.strictObject({}),
        response: { 200: shown(z.object({ held: z.boolean().describe("Whether failed tries were counted.") })) },
      },
    },
    async (request) => unlockAccountUsecase(deps, contextOf(request), { accountId: request.params.accountId }),
  );
};
