import { reviewPurge as reviewPurgeUsecase } from "../../../usecases/retention/review-purge.ts";
import { shown } from "../../contracts/primitives.ts";
import { newPurgeSchema, purgeSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const reviewPurge: Route = (app, { deps }) => {
  app.post(
    "/v1/purges",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT", "PURGE_BLOCKED"] },
      schema: {
        tags: ["retention"],
        operationId: "reviewPurge",
        summary: "Ask that something that is due goes for good",
        description:
          "Nothing happens until a second national coordinator confirms. A legal hold stands against it, and so does a hit that was not settled.",
        body: newPurgeSchema,
        response: { 201: shown(purgeSchema) },
      },
    },
    async (request, reply) => {
      const { caseId, exhibitId = "", ...rest } = request.body;
      const of = caseId === undefined ? { exhibitId } : { caseId };
      return reply.code(201).send(await reviewPurgeUsecase(deps, contextOf(request), { ...rest, of }));
    },
  );
};
