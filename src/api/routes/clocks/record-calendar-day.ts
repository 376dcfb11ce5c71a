import { recordCalendarDay as recordCalendarDayUsecase } from "../../../usecases/clocks/record-calendar-day.ts";
import { calendarDaySchema, newCalendarDaySchema } from "../../contracts/clocks.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordCalendarDay: Route = (app, { deps }) => {
  app.post(
    "/v1/calendar-days",
    {
      schema: {
        tags: ["clocks"],
        operationId: "recordCalendarDay",
        summary: "Record a proclaimed holiday of your state, or a day that is worked",
        description: "By its national coordinator. Nothing is changed: a later record of the same day counts instead.",
        body: newCalendarDaySchema,
        response: { 201: shown(calendarDaySchema) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await recordCalendarDayUsecase(deps, contextOf(request), request.body)),
  );
};
