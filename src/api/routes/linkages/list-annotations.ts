import { z } from "zod";
import { listAnnotations as listAnnotationsUsecase } from "../../../usecases/review/list-annotations.ts";
import { shownAnnotationSchema } from "../../contracts/annotation.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listAnnotations: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId/annotations",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED", "RECORD_REMOVED"] },
      schema: {
        tags: ["linkages"],
        operationId: "listAnnotations",
        summary: "What was drawn on the marks",
        description:
          "Oldest first, with what was corrected and withdrawn since. Until a verification is recorded you read your own alone; after it, " +
          "those of both states, where an agreement or a release lets your state see both images. Auditors read of everybody's, at any " +
          "time, who drew, when and by which act; not where, nor in what words.",
        params: z.strictObject({ linkageId: idSchema }),
        response: { 200: shown(z.object({ annotations: z.array(shownAnnotationSchema) })) },
      },
    },
    async (request) => ({
      annotations: await listAnnotationsUsecase(deps, contextOf(request), request.params),
    }),
  );
};
