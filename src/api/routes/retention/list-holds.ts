import { z } from "zod";
import { listHolds as listHoldsUsecase } from "../../../usecases/retention/keep-holds.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { legalHoldSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listHolds: Route = (app, { deps }) => {
  app.get(
    "/v1/legal-holds",
    {
      schema: {
        tags: ["retention"],
        operationId: "listHolds",
        summary: "List your state's legal holds",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(legalHoldSchema) },
      },
    },
    async (request) => listHoldsUsecase(deps, contextOf(request), request.query),
  );
};
