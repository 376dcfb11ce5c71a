import { z } from "zod";
import { readCase as readCaseUsecase } from "../../../usecases/evidence/read-case.ts";
import { caseSchema } from "../../contracts/case.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const readCase: Route = (app, { deps }) => {
  app.get(
    "/v1/cases/:caseId",
    {
      schema: {
        tags: ["cases"],
        operationId: "readCase",
        summary: "Read a case",
        description: "Of your state, or one released to it; a read of a released case is recorded.",
        params: z.strictObject({ caseId: idSchema }),
        response: { 200: shown(caseSchema) },
      },
    },
    async (request, reply) => {
      const found = await readCaseUsecase(deps, contextOf(request), { id: request.params.caseId });
      setEntityTag(reply, found.version);
      return found;
    },
  );
};
