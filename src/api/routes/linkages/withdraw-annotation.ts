import { z } from "zod";
import { changeAnnotation } from "../../../usecases/review/change-annotation.ts";
import { annotationReasonSchema, annotationSchema } from "../../contracts/annotation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const withdrawAnnotation: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/annotations/:annotationId/withdrawal",
    {
      config: { errors: ["CONFLICT", "EXAMINATION_NOT_DOCUMENTED", "RECORD_REMOVED"] },
      schema: {
        tags: ["linkages"],
        operationId: "withdrawAnnotation",
        summary: "Withdraw what you drew",
        description: "By a new record that names the old one, which is kept.",
        params: z.strictObject({ linkageId: idSchema, annotationId: idSchema }),
        body: z.strictObject({ reason: annotationReasonSchema }),
        response: { 201: shown(annotationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.body, content: null };
      return reply.code(201).send(await changeAnnotation(deps, contextOf(request), input));
    },
  );
};
