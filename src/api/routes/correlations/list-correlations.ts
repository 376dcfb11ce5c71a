import { z } from "zod";
import { listCorrelations as listCorrelationsUsecase } from "../../../usecases/correlation/list-correlations.ts";
import { correlationSchema, kindSchema } from "../../contracts/correlation.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listCorrelations: Route = (app, { deps }) => {
  app.get(
    "/v1/correlations",
    {
      schema: {
        tags: ["candidates"],
        operationId: "listCorrelations",
        summary: "List searches",
        description:
          "Of your state's evidence and of whole regions, newest first: on arrival, after changes, and those that people asked for.",
        querystring: z.strictObject({ ...pageQuery, acquisitionId: idSchema.optional(), kind: kindSchema.optional() }),
        response: { 200: pageSchema(correlationSchema) },
      },
    },
    async (request) => listCorrelationsUsecase(deps, contextOf(request), request.query),
  );
};
