import { z } from "zod";
import { readGroupChart } from "../../../usecases/intelligence/read-group-chart.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeGraphml } from "../../representations/write-graphml.ts";
import { contextOf } from "../../request-context.ts";

export const readGroupChartGraphml: Route = (app, { deps }) => {
  app.get(
    "/v1/firearm-groups/:groupId/link-chart.graphml",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readGroupChartGraphml",
        summary: "The link chart of a firearm group, as GraphML",
        description: "As `GET /v1/firearm-groups/{groupId}/link-chart`, without the timeline.",
        params: z.strictObject({ groupId: idSchema }),
        response: { 200: fileResponse("The graph.", "application/graphml+xml") },
      },
    },
    async (request, reply) => {
      const chart = await readGroupChart(deps, contextOf(request), { id: request.params.groupId });
      return sendText(reply, { name: `firearm-group-${chart.id}`, extension: "graphml", text: writeGraphml(chart) });
    },
  );
};
