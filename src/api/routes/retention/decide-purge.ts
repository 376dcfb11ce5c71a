import { z } from "zod";
import { decidePurge as decidePurgeUsecase } from "../../../usecases/retention/decide-purge.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { decisionSchema, purgeSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const decidePurge: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/purges/:purgeId/decision",
    {
      config: { errors: ["CONFLICT", "SAME_COORDINATOR", "PURGE_BLOCKED"] },
      schema: {
        tags: ["retention"],
        operationId: "decidePurge",
        summary: "Confirm or refuse a purge, as the second person",
        description:
          "Confirmed, it is carried out and cannot be undone: pictures, marks and case facts go; ids, hashes and numbers stay for the audit trail.",
        params: z.strictObject({ purgeId: idSchema }),
        body: decisionSchema,
        response: { 201: shown(purgeSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, id: request.params.purgeId };
      const decided = await decidePurgeUsecase(deps, contextOf(request), input);
      poke?.();
      return reply.code(201).send(decided);
    },
  );
};
