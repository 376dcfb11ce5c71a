import { setRetentionRule as setRetentionRuleUsecase } from "../../../usecases/retention/keep-rules.ts";
import { shown } from "../../contracts/primitives.ts";
import { newRuleSchema, retentionRuleSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const setRetentionRule: Route = (app, { deps }) => {
  app.post(
    "/v1/retention-rules",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["retention"],
        operationId: "setRetentionRule",
        summary: "Set how long your state keeps a category",
        description:
          "Counts from now on; older rules stay. Nothing goes by a rule alone: what is due is reviewed and confirmed.",
        body: newRuleSchema,
        response: { 201: shown(retentionRuleSchema) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await setRetentionRuleUsecase(deps, contextOf(request), request.body)),
  );
};
