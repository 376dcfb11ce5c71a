import { z } from "zod";
import { readImport as readImportUsecase } from "../../../usecases/exchange/read-import.ts";
import { importSchema } from "../../contracts/import.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readImport: Route = (app, { deps }) => {
  app.get(
    "/v1/imports/:importId",
    {
      schema: {
        tags: ["exchange"],
        operationId: "readImport",
        summary: "Read an import",
        description: "With how many of its records are new, the same, in conflict or noted, and what became of them.",
        params: z.strictObject({ importId: idSchema }),
        response: { 200: shown(importSchema) },
      },
    },
    async (request) => readImportUsecase(deps, contextOf(request), { id: request.params.importId }),
  );
};
