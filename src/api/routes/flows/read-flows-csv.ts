import { readFlows } from "../../../usecases/intelligence/read-flows.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { flowsQuery } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeCsv } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";

export const readFlowsCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/flows.csv",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readFlowsCsv",
        summary: "Hits between states, by month, as CSV",
        description: "As `GET /v1/flows`.",
        querystring: flowsQuery,
        response: { 200: fileResponse("The table.", "text/csv") },
      },
    },
    async (request, reply) => {
      const { rows, from, to } = await readFlows(deps, contextOf(request), request.query);
      const text = writeCsv(
        ["month", "fromState", "toState", "directed", "hits"],
        rows.map((row) => ({ ...row })),
      );
      return sendText(reply, { name: `flows-${from}-${to}`, extension: "csv", text });
    },
  );
};
