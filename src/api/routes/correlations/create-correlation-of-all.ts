import { z } from "zod";
import { regionSchema } from "../../../domain/vocabulary.ts";
import { requestCorrelationOfAll } from "../../../usecases/correlation/request-correlation.ts";
import { askedCorrelationSchema, askedSchema } from "../../contracts/correlation.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createCorrelationOfAll: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/correlations",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["candidates"],
        operationId: "createCorrelationOfAll",
        summary: "Search all open crime evidence of a region anew",
        description:
          "By the regional coordinator; behind everything that labs send in. It is asked for by itself when another model takes over.",
        body: z.strictObject({ ...askedSchema, region: regionSchema }),
        response: { 201: shown(askedCorrelationSchema) },
      },
    },
    async (request, reply) => {
      const asked = await requestCorrelationOfAll(deps, contextOf(request), request.body);
      poke?.();
      return reply.code(201).send(asked);
    },
  );
};
