import { z } from "zod";
import { applyImport as applyImportUsecase } from "../../../usecases/exchange/apply-import.ts";
import { importSchema } from "../../contracts/import.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { gateOf } from "../../upload-gate.ts";

export const applyImport: Route = (app, service) => {
  app.post(
    "/v1/imports/:importId/application",
    {
      schema: {
        tags: ["exchange"],
        operationId: "applyImport",
        summary: "Apply an import",
        description:
          "Creates what is new at this moment. What is in conflict stays as it is here and is counted, and so does all that is the same. " +
          "Where it breaks off, ask again: it goes on from there. An applied import is answered as it is.",
        params: z.strictObject({ importId: idSchema }),
        body: z.strictObject({}).describe("Nothing."),
        response: { 200: shown(importSchema) },
      },
    },
    async (request) => {
      await gateOf(service).assertRoom();
      const applied = await applyImportUsecase(service.deps, contextOf(request), { id: request.params.importId });
      service.poke?.();
      return applied;
    },
  );
};
