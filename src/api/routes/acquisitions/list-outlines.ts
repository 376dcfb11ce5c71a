import { z } from "zod";
import { listOutlines as listOutlinesUsecase } from "../../../usecases/acquisitions/list-outlines.ts";
import { outlineListSchema } from "../../contracts/outline.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const listOutlines: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/outlines",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["acquisitions"],
        operationId: "listOutlines",
        summary: "List the outlines of an acquisition",
        description:
          "Every version, newest first, for whoever may see the picture. The ETag is the acquisition's: send it as If-Match with " +
          "a correction.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: { 200: shown(outlineListSchema) },
      },
    },
    async (request, reply) => {
      const { acquisitionId } = request.params;
      const { acquisitionVersion, items } = await listOutlinesUsecase(deps, contextOf(request), { acquisitionId });
      setEntityTag(reply, acquisitionVersion);
      return { items };
    },
  );
};
