import { z } from "zod";
import { readExhibit as readExhibitUsecase } from "../../../usecases/evidence/read-exhibit.ts";
import { exhibitSchema } from "../../contracts/exhibit.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const readExhibit: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits/:exhibitId",
    {
      schema: {
        tags: ["exhibits"],
        operationId: "readExhibit",
        summary: "Read an exhibit",
        description: "Of your state, or of a case released to it.",
        params: z.strictObject({ exhibitId: idSchema }),
        response: { 200: shown(exhibitSchema) },
      },
    },
    async (request, reply) => {
      const found = await readExhibitUsecase(deps, contextOf(request), { id: request.params.exhibitId });
      setEntityTag(reply, found.version);
      return found;
    },
  );
};
