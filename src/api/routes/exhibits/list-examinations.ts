import { z } from "zod";
import { listExaminations as listExaminationsUsecase } from "../../../usecases/review/list-examinations.ts";
import { examinationSchema } from "../../contracts/examination.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listExaminations: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits/:exhibitId/examinations",
    {
      schema: {
        tags: ["exhibits"],
        operationId: "listExaminations",
        summary: "Read what was documented of an exhibit",
        description:
          "Newest first. An examiner reads the own records, a coordinator of its state and an auditor everybody's: what the first examiner saw " +
          "is not for whoever is to verify blind.",
        params: z.strictObject({ exhibitId: idSchema }),
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(examinationSchema) },
      },
    },
    async (request) => listExaminationsUsecase(deps, contextOf(request), { ...request.query, ...request.params }),
  );
};
