import { z } from "zod";
import { endHold as endHoldUsecase } from "../../../usecases/retention/keep-holds.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { legalHoldSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const endHold: Route = (app, { deps }) => {
  app.post(
    "/v1/legal-holds/:holdId/end",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["retention"],
        operationId: "endHold",
        summary: "End a legal hold",
        params: z.strictObject({ holdId: idSchema }),
        body: z.strictObject({ reason: textSchema(2_000) }),
        response: { 201: shown(legalHoldSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, id: request.params.holdId };
      return reply.code(201).send(await endHoldUsecase(deps, contextOf(request), input));
    },
  );
};
