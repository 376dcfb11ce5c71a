import { z } from "zod";
import { recordCustody as recordCustodyUsecase } from "../../../usecases/evidence/record-custody.ts";
import { custodySchema, newCustodySchema } from "../../contracts/custody.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordCustody: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/custody",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["exhibits"],
        operationId: "recordCustody",
        summary: "Record a step of an exhibit's chain of custody",
        description:
          "By a technician or examiner of its state. Nothing is changed afterwards: a correction is a new record that names the old one.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newCustodySchema,
        response: { 201: shown(custodySchema) },
      },
    },
    async (request, reply) => {
      const { exhibitId } = request.params;
      const record = await recordCustodyUsecase(deps, contextOf(request), { ...request.body, exhibitId });
      return reply.code(201).send(record);
    },
  );
};
