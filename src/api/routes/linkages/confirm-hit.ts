import { z } from "zod";
import { confirmHit as confirmHitUsecase } from "../../../usecases/review/confirm-hit.ts";
import { hitSchema } from "../../contracts/linkage.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const confirmHit: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/hit",
    {
      config: { ifMatch: true, errors: ["CONFLICT", "VERIFICATION_MISSING", "SAME_EXAMINER", "KNOWN_PAIR"] },
      schema: {
        tags: ["linkages"],
        operationId: "confirmHit",
        summary: "Confirm the hit",
        description:
          "Of a linkage that two examiners identified, the second blind, or a consultation did. It links two cases.",
        params: z.strictObject({ linkageId: idSchema }),
        response: { 201: shown(hitSchema) },
      },
    },
    async (request, reply) => {
      const { linkageId } = request.params;
      const input = { linkageId, expectedVersion: readIfMatch(request) };
      const hit = await confirmHitUsecase(deps, contextOf(request), input);
      return reply.code(201).header("location", `/v1/hits/${hit.id}`).send(hit);
    },
  );
};
