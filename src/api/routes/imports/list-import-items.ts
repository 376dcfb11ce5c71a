import { z } from "zod";
import { listImportItems as listImportItemsUsecase } from "../../../usecases/exchange/list-imports.ts";
import { importItemSchema, itemOutcomeSchema } from "../../contracts/import.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listImportItems: Route = (app, { deps }) => {
  app.get(
    "/v1/imports/:importId/items",
    {
      schema: {
        tags: ["exchange"],
        operationId: "listImportItems",
        summary: "List the records of an import",
        description:
          "In the order of the file. Of a conflict: what the system has (`here`) and what the file says (`there`), field by field.",
        params: z.strictObject({ importId: idSchema }),
        querystring: z.strictObject({
          ...pageQuery,
          outcome: itemOutcomeSchema.optional().describe("Only those."),
        }),
        response: { 200: pageSchema(importItemSchema) },
      },
    },
    async (request) =>
      listImportItemsUsecase(deps, contextOf(request), { ...request.query, id: request.params.importId }),
  );
};
