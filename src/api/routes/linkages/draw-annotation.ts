import { z } from "zod";
import { drawAnnotation as drawAnnotationUsecase } from "../../../usecases/review/draw-annotation.ts";
import { annotationSchema, newAnnotationSchema } from "../../contracts/annotation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const drawAnnotation: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/annotations",
    {
      config: { errors: ["CONFLICT", "EXAMINATION_NOT_DOCUMENTED", "RECORD_REMOVED"] },
      schema: {
        tags: ["linkages"],
        operationId: "drawAnnotation",
        summary: "Draw on a mark",
        description:
          "A point, arrow, line, ellipse or outline with a few words, kept with the comparison as a bench note. Nobody but you " +
          "reads it before a second examiner recorded a conclusion.",
        params: z.strictObject({ linkageId: idSchema }),
        body: newAnnotationSchema,
        response: { 201: shown(annotationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await drawAnnotationUsecase(deps, contextOf(request), input));
    },
  );
};
