import { languageSchema } from "../../../domain/language.ts";
import { readFlows } from "../../../usecases/intelligence/read-flows.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { flowsQuery } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { drawFlowMap } from "../../representations/draw-flow-map.ts";
import { sendText } from "../../representations/send-text.ts";
import { contextOf } from "../../request-context.ts";

export const drawFlows: Route = (app, { deps }) => {
  app.get(
    "/v1/flows/map.svg",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "drawFlows",
        summary: "Hits between states, on a map",
        description: "As `GET /v1/flows`, the months of the period together. The same flows give the same bytes.",
        querystring: flowsQuery.extend({ language: languageSchema.default("en") }),
        response: { 200: fileResponse("The map.", "image/svg+xml") },
      },
    },
    async (request, reply) => {
      const { language, ...period } = request.query;
      const flows = await readFlows(deps, contextOf(request), period);
      const name = `flows-${flows.from}-${flows.to}`;
      return sendText(reply, { name, extension: "svg", text: drawFlowMap(flows, language) });
    },
  );
};
