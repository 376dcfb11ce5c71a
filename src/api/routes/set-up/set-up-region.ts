import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { setUpRegion as setUpRegionUsecase } from "../../../usecases/set-up/set-up-region.ts";
import { accountSchema } from "../../contracts/account.ts";
import { shown } from "../../contracts/primitives.ts";
import { newPasswordSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";

export const setUpRegion: Route = (app, { deps, config }) => {
  app.post(
    "/v1/set-up",
    {
      config: {
        asks: "sign_in",
        access: "public",
        idempotency: "none",
        errors: ["SET_UP_CODE_INVALID", "SET_UP_DONE"],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "setUpRegion",
        summary: "Set a fresh region up",
        description:
          "Makes the first account, a regional coordinator's, while there is none (`GET /v1/sign-in-methods`: `setUp`). The code lies in the file `set-up-code` of the service's data folder and counts once. Then sign in.",
        body: z.strictObject({
          code: z.string().trim().min(20).max(200),
          name: z.string().trim().min(1).max(200),
          email: z.email().max(320),
          password: newPasswordSchema,
          state: stateCodeSchema,
        }),
        response: { 201: shown(accountSchema) },
      },
    },
    async (request, reply) => {
      const account = await setUpRegionUsecase(deps, { ...request.body, requestId: request.id });
      return reply.code(201).header("cache-control", "no-store").send(account);
    },
  );
};
