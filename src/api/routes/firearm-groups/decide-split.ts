import { z } from "zod";
import { decideSplit as decideSplitUsecase } from "../../../usecases/groups/decide-split.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const decideSplit: Route = (app, { deps }) => {
  app.post(
    "/v1/firearm-splits/:splitId/decision",
    {
      config: { errors: ["CONFLICT", "SAME_EXAMINER"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "decideSplit",
        summary: "Approve or refuse a split",
        description:
          "By another examiner than who proposed it. Approved, the links between the two parts no longer count; the hits stand.",
        params: z.strictObject({ splitId: idSchema }),
        body: z.strictObject({ approved: z.boolean(), reason: textSchema(2000) }),
        response: { 204: z.undefined().describe("It is decided.") },
      },
    },
    async (request, reply) => {
      await decideSplitUsecase(deps, contextOf(request), { ...request.body, ...request.params });
      return reply.code(204).send();
    },
  );
};
