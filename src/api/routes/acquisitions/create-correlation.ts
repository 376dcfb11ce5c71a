import { z } from "zod";
import { requestCorrelation } from "../../../usecases/correlation/request-correlation.ts";
import { askedCorrelationSchema, askedSchema } from "../../contracts/correlation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createCorrelation: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/acquisitions/:acquisitionId/correlations",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["candidates"],
        operationId: "createCorrelation",
        summary: "Search an acquisition once more",
        description:
          "Wider or narrower than on arrival: other calibres, some states, categories or days. What it finds stands among the acquisition's candidates.",
        params: z.strictObject({ acquisitionId: idSchema }),
        body: z.strictObject(askedSchema),
        response: { 201: shown(askedCorrelationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, acquisitionId: request.params.acquisitionId };
      const asked = await requestCorrelation(deps, contextOf(request), input);
      poke?.();
      return reply.code(201).send(asked);
    },
  );
};
