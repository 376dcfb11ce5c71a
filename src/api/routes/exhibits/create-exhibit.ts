import { createExhibit as createExhibitUsecase } from "../../../usecases/evidence/create-exhibit.ts";
import { exhibitSchema, newExhibitSchema } from "../../contracts/exhibit.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const createExhibit: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits",
    {
      config: { errors: ["NOT_FOUND", "DUPLICATE_RECORD"] },
      schema: {
        tags: ["exhibits"],
        operationId: "createExhibit",
        summary: "Add an exhibit to a case",
        description: "The calibre is taken in any spelling and kept with its canonical code and group.",
        body: newExhibitSchema,
        response: { 201: shown(exhibitSchema) },
      },
    },
    async (request, reply) => {
      const created = await createExhibitUsecase(deps, contextOf(request), request.body);
      setEntityTag(reply, created.version);
      return reply.code(201).header("location", `/v1/exhibits/${created.id}`).send(created);
    },
  );
};
