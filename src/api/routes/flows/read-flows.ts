import { readFlows as readFlowsUsecase } from "../../../usecases/intelligence/read-flows.ts";
import { shown } from "../../contracts/primitives.ts";
import { flowsQuery, flowsSchema } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readFlows: Route = (app, { deps }) => {
  app.get(
    "/v1/flows",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readFlows",
        summary: "Hits between states, by month",
        description:
          "Your state's for its coordinator, every state's for the region's coordinators and auditors. A direction only where you may know both dates of occurrence.",
        querystring: flowsQuery,
        response: { 200: shown(flowsSchema) },
      },
    },
    async (request) => readFlowsUsecase(deps, contextOf(request), request.query),
  );
};
