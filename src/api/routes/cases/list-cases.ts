import { z } from "zod";
import { listCases as listCasesUsecase } from "../../../usecases/evidence/list-cases.ts";
import { caseSchema } from "../../contracts/case.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listCases: Route = (app, { deps }) => {
  app.get(
    "/v1/cases",
    {
      schema: {
        tags: ["cases"],
        operationId: "listCases",
        summary: "List your state's cases",
        description: "Newest first.",
        querystring: z.strictObject({ ...pageQuery, caseNumber: textSchema(100).optional() }),
        response: { 200: pageSchema(caseSchema) },
      },
    },
    async (request) => listCasesUsecase(deps, contextOf(request), request.query),
  );
};
