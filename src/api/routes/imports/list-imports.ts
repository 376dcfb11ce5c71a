import { z } from "zod";
import { listImports as listImportsUsecase } from "../../../usecases/exchange/list-imports.ts";
import { importSummarySchema } from "../../contracts/import.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listImports: Route = (app, { deps }) => {
  app.get(
    "/v1/imports",
    {
      schema: {
        tags: ["exchange"],
        operationId: "listImports",
        summary: "List your state's imports",
        description: "Newest first.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(importSummarySchema) },
      },
    },
    async (request) => listImportsUsecase(deps, contextOf(request), request.query),
  );
};
