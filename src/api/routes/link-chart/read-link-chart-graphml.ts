import { readLinkChart } from "../../../usecases/intelligence/read-link-chart.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { linkChartQuery } from "../../contracts/link-chart.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeGraphml } from "../../representations/write-graphml.ts";
import { contextOf } from "../../request-context.ts";

export const readLinkChartGraphml: Route = (app, { deps }) => {
  app.get(
    "/v1/link-chart.graphml",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readLinkChartGraphml",
        summary: "Exhibits and cases with the hits and leads between them, as GraphML",
        description: "As `GET /v1/link-chart`, without the timeline.",
        querystring: linkChartQuery,
        response: { 200: fileResponse("The graph.", "application/graphml+xml") },
      },
    },
    async (request, reply) => {
      const chart = await readLinkChart(deps, contextOf(request), request.query);
      return sendText(reply, {
        name: `links-${chart.from}-${chart.to}`,
        extension: "graphml",
        text: writeGraphml(chart),
      });
    },
  );
};
