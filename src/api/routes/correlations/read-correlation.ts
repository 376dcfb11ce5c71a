import { z } from "zod";
import { readCorrelation as readCorrelationUsecase } from "../../../usecases/correlation/list-correlations.ts";
import { correlationDetailSchema } from "../../contracts/correlation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readCorrelation: Route = (app, { deps }) => {
  app.get(
    "/v1/correlations/:correlationId",
    {
      schema: {
        tags: ["candidates"],
        operationId: "readCorrelation",
        summary: "Read a search",
        description: "How far it is and what it found.",
        params: z.strictObject({ correlationId: idSchema }),
        response: { 200: shown(correlationDetailSchema) },
      },
    },
    async (request) => readCorrelationUsecase(deps, contextOf(request), { id: request.params.correlationId }),
  );
};
