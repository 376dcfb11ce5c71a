import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { readCalendar as readCalendarUsecase } from "../../../usecases/clocks/read-calendar.ts";
import { calendarSchema } from "../../contracts/clocks.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readCalendar: Route = (app, { deps }) => {
  app.get(
    "/v1/calendars",
    {
      schema: {
        tags: ["clocks"],
        operationId: "readCalendar",
        summary: "By which days a state's clocks are counted",
        querystring: z.strictObject({
          state: stateCodeSchema,
          year: z.coerce.number().int().min(1990).max(2199),
        }),
        response: { 200: shown(calendarSchema) },
      },
    },
    async (request) => readCalendarUsecase(deps, contextOf(request), request.query),
  );
};
