import { z } from "zod";
import { updateCase as updateCaseUsecase } from "../../../usecases/evidence/update-case.ts";
import { caseChangesSchema, caseSchema } from "../../contracts/case.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const updateCase: Route = (app, { deps }) => {
  app.patch(
    "/v1/cases/:caseId",
    {
      config: { ifMatch: true, errors: ["DUPLICATE_RECORD"] },
      schema: {
        tags: ["cases"],
        operationId: "updateCase",
        summary: "Correct a case",
        description: "A field left out stays as it is; null empties it.",
        params: z.strictObject({ caseId: idSchema }),
        body: caseChangesSchema,
        response: { 200: shown(caseSchema) },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.caseId, expectedVersion: readIfMatch(request), changes: request.body };
      const updated = await updateCaseUsecase(deps, contextOf(request), input);
      setEntityTag(reply, updated.version);
      return updated;
    },
  );
};
