import { readLinkChart as readLinkChartUsecase } from "../../../usecases/intelligence/read-link-chart.ts";
import { linkChartQuery, linkChartSchema } from "../../contracts/link-chart.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readLinkChart: Route = (app, { deps }) => {
  app.get(
    "/v1/link-chart",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readLinkChart",
        summary: "Exhibits and cases with the hits and leads between them",
        description:
          "Your state's hits, and leads for who reads the examiners' queue; every state's for the regional coordinator. Of another state only what was released; what it shows of one is recorded.",
        querystring: linkChartQuery,
        response: { 200: shown(linkChartSchema) },
      },
    },
    async (request) => readLinkChartUsecase(deps, contextOf(request), request.query),
  );
};
