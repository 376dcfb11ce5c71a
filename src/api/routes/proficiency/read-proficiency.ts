import { z } from "zod";
import { momentInputSchema } from "../../../domain/calendar-bounds.ts";
import { readProficiency as readProficiencyUsecase } from "../../../usecases/proficiency/read-proficiency.ts";
import { shown } from "../../contracts/primitives.ts";
import { proficiencySchema } from "../../contracts/proficiency.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readProficiency: Route = (app, { deps }) => {
  app.get(
    "/v1/proficiency",
    {
      schema: {
        tags: ["proficiency"],
        operationId: "readProficiency",
        summary: "How labs judge blind known pairs",
        description:
          "Misses, false identifications, inconclusives and times, each lab's: of your state, or of the region for an auditor.",
        querystring: z.strictObject({
          from: momentInputSchema.optional().describe("Pairs that were named from then on,"),
          to: momentInputSchema.optional().describe("and before then."),
        }),
        response: { 200: shown(z.object({ items: z.array(proficiencySchema) })) },
      },
    },
    async (request) => ({ items: await readProficiencyUsecase(deps, contextOf(request), request.query) }),
  );
};
