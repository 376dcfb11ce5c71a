import { readStatistics as readStatisticsUsecase } from "../../../usecases/intelligence/read-statistics.ts";
import { shown } from "../../contracts/primitives.ts";
import { statisticsQuery, statisticsSchema } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readStatistics: Route = (app, { deps }) => {
  app.get(
    "/v1/statistics",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readStatistics",
        summary: "Count the work of a period",
        description:
          "Your state's for its coordinator, every state's for the region's coordinators and auditors. Numbers only; small ones of other states are withheld.",
        querystring: statisticsQuery,
        response: { 200: shown(statisticsSchema) },
      },
    },
    async (request) => readStatisticsUsecase(deps, contextOf(request), request.query),
  );
};
