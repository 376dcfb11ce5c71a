import { z } from "zod";
import { documentExhibit as documentExhibitUsecase } from "../../../usecases/review/document-exhibit.ts";
import { examinationSchema, newExaminationSchema } from "../../contracts/examination.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const documentExhibit: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/examinations",
    {
      schema: {
        tags: ["exhibits"],
        operationId: "documentExhibit",
        summary: "Document what you see on an exhibit by itself",
        description:
          "Before a comparison of it and the facts of cases are shown to you: once an exhibit, for all its candidates. What you add " +
          "later is a new record, marked as made after.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newExaminationSchema,
        response: { 201: shown(examinationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await documentExhibitUsecase(deps, contextOf(request), input));
    },
  );
};
