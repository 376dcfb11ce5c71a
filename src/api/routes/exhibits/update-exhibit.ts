import { z } from "zod";
import { updateExhibit as updateExhibitUsecase } from "../../../usecases/evidence/update-exhibit.ts";
import { exhibitChangesSchema, exhibitSchema } from "../../contracts/exhibit.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const updateExhibit: Route = (app, { deps }) => {
  app.patch(
    "/v1/exhibits/:exhibitId",
    {
      config: { ifMatch: true },
      schema: {
        tags: ["exhibits"],
        operationId: "updateExhibit",
        summary: "Correct an exhibit",
        description: "A field left out stays as it is; null empties it. `characteristics` are replaced as a whole.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: exhibitChangesSchema,
        response: { 200: shown(exhibitSchema) },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.exhibitId, expectedVersion: readIfMatch(request), changes: request.body };
      const updated = await updateExhibitUsecase(deps, contextOf(request), input);
      setEntityTag(reply, updated.version);
      return updated;
    },
  );
};
