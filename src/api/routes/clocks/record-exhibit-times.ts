import { z } from "zod";
import { recordExhibitTimes as recordExhibitTimesUsecase } from "../../../usecases/clocks/record-exhibit-times.ts";
import { exhibitTimesSchema, newExhibitTimesSchema } from "../../contracts/clocks.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordExhibitTimes: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/times",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["clocks"],
        operationId: "recordExhibitTimes",
        summary: "Say when an exhibit was recovered and received",
        description:
          "The service clocks run from it. A later record with a reason takes the place of an earlier one, which stays.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newExhibitTimesSchema,
        response: { 201: shown(exhibitTimesSchema) },
      },
    },
    async (request, reply) => {
      const { exhibitId } = request.params;
      const times = await recordExhibitTimesUsecase(deps, contextOf(request), { ...request.body, exhibitId });
      return reply.code(201).send(times);
    },
  );
};
