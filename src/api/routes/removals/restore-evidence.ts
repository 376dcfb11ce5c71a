import { z } from "zod";
import { restoreEvidence as restoreEvidenceUsecase } from "../../../usecases/removal/restore-evidence.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { removalSchema } from "../../contracts/removal.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const restoreEvidence: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/removals/:removalId/restoration",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["sharing"],
        operationId: "restoreEvidence",
        summary: "Put back what was removed",
        description:
          "A new record; both stay. It is searched again. Reports that were withdrawn with it stay withdrawn.",
        params: z.strictObject({ removalId: idSchema }),
        body: z.strictObject({ reason: textSchema(2_000) }),
        response: { 201: shown(removalSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, removalId: request.params.removalId };
      const restored = await restoreEvidenceUsecase(deps, contextOf(request), input);
      poke?.();
      return reply.code(201).send(restored);
    },
  );
};
