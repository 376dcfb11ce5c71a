import { z } from "zod";
import { placeHold as placeHoldUsecase } from "../../../usecases/retention/keep-holds.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { legalHoldSchema, newHoldSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const placeHold: Route = (app, { deps }) => {
  app.post(
    "/v1/cases/:caseId/legal-holds",
    {
      schema: {
        tags: ["retention"],
        operationId: "placeHold",
        summary: "Place a legal hold on a case",
        params: z.strictObject({ caseId: idSchema }),
        body: newHoldSchema,
        response: { 201: shown(legalHoldSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, caseId: request.params.caseId };
      return reply.code(201).send(await placeHoldUsecase(deps, contextOf(request), input));
    },
  );
};
