import { z } from "zod";
import { changeAnnotation } from "../../../usecases/review/change-annotation.ts";
import { annotationContentSchema, annotationReasonSchema, annotationSchema } from "../../contracts/annotation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const correctAnnotation: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/annotations/:annotationId/correction",
    {
      config: { errors: ["CONFLICT", "EXAMINATION_NOT_DOCUMENTED", "RECORD_REMOVED"] },
      schema: {
        tags: ["linkages"],
        operationId: "correctAnnotation",
        summary: "Correct what you drew",
        description: "By a new record on the same mark that names the old one, which is kept.",
        params: z.strictObject({ linkageId: idSchema, annotationId: idSchema }),
        body: z.strictObject({ ...annotationContentSchema, reason: annotationReasonSchema }),
        response: { 201: shown(annotationSchema) },
      },
    },
    async (request, reply) => {
      const { reason, ...content } = request.body;
      const input = { ...request.params, content, reason };
      return reply.code(201).send(await changeAnnotation(deps, contextOf(request), input));
    },
  );
};
