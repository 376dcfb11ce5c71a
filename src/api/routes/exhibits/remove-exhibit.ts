import { z } from "zod";
import { removeEvidence } from "../../../usecases/removal/remove-evidence.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { newRemovalSchema, removalSchema } from "../../contracts/removal.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const removeExhibit: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/removal",
    {
      config: { errors: ["CONFLICT", "RECORD_REMOVED"] },
      schema: {
        tags: ["exhibits"],
        operationId: "removeExhibit",
        summary: "Take an exhibit and its casts out of the network",
        description:
          "By a national coordinator of its state. From that moment it is in no search, list, file or report of any state, and reports that rest on it verify as withdrawn. It can be restored until it is purged.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newRemovalSchema,
        response: { 201: shown(removalSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, of: request.params };
      return reply.code(201).send(await removeEvidence(deps, contextOf(request), input));
    },
  );
};
