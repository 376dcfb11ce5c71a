import { z } from "zod";
import { listRetentionRules as listRetentionRulesUsecase } from "../../../usecases/retention/keep-rules.ts";
import { shown } from "../../contracts/primitives.ts";
import { retentionRuleSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listRetentionRules: Route = (app, { deps }) => {
  app.get(
    "/v1/retention-rules",
    {
      schema: {
        tags: ["retention"],
        operationId: "listRetentionRules",
        summary: "List the rules of retention that count",
        response: { 200: shown(z.object({ items: z.array(retentionRuleSchema) })) },
      },
    },
    async (request) => ({ items: await listRetentionRulesUsecase(deps, contextOf(request)) }),
  );
};
