import { z } from "zod";
import { readExhibitTimes as readExhibitTimesUsecase } from "../../../usecases/clocks/read-exhibit-times.ts";
import { exhibitTimesSchema } from "../../contracts/clocks.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readExhibitTimes: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits/:exhibitId/times",
    {
      schema: {
        tags: ["clocks"],
        operationId: "readExhibitTimes",
        summary: "When an exhibit was recovered and received",
        description: "Every record, the one that stands last. For people of its own state.",
        params: z.strictObject({ exhibitId: idSchema }),
        response: { 200: shown(z.object({ items: z.array(exhibitTimesSchema) })) },
      },
    },
    async (request) => readExhibitTimesUsecase(deps, contextOf(request), request.params),
  );
};
