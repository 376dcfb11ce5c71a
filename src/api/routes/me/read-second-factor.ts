import { z } from "zod";
import { readSecondFactor as readSecondFactorUsecase } from "../../../usecases/sign-in/read-second-factor.ts";
import { momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readSecondFactor: Route = (app, { deps }) => {
  app.get(
    "/v1/me/second-factor",
    {
      config: { asks: "sign_in", access: "enrolling" },
      schema: {
        tags: ["sessions"],
        operationId: "readSecondFactor",
        summary: "What guards your account",
        response: {
          200: shown(
            z.object({
              required: z.boolean().describe("Whether the region requires a second factor of everybody."),
              enrolledAt: momentSchema.nullable(),
              recoveryCodesLeft: z.int(),
            }),
          ),
        },
      },
    },
    async (request) => readSecondFactorUsecase(deps, contextOf(request)),
  );
};
