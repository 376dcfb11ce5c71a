import { z } from "zod";
import { readGroupChart as readGroupChartUsecase } from "../../../usecases/intelligence/read-group-chart.ts";
import { groupChartSchema } from "../../contracts/link-chart.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readGroupChart: Route = (app, { deps }) => {
  app.get(
    "/v1/firearm-groups/:groupId/link-chart",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readGroupChart",
        summary: "The link chart and timeline of a firearm group",
        description:
          "All its exhibits, each as far as your state may see it, with the hits and merges between them. What leaves its state by release only is not there at all. Such a read is recorded.",
        params: z.strictObject({ groupId: idSchema }),
        response: { 200: shown(groupChartSchema) },
      },
    },
    async (request) => readGroupChartUsecase(deps, contextOf(request), { id: request.params.groupId }),
  );
};
