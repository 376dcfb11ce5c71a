import { z } from "zod";
import { recordTraceOutcome as recordTraceOutcomeUsecase } from "../../../usecases/intelligence/record-trace-outcome.ts";
import { newTraceOutcomeSchema, traceOutcomeRecordSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordTraceOutcome: Route = (app, { deps }) => {
  app.post(
    "/v1/trace-requests/:traceRequestId/outcomes",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["intelligence"],
        operationId: "recordTraceOutcome",
        summary: "Record what a request to trace came to",
        description: "Nothing is changed afterwards: a correction is a new record that names the one that stands.",
        params: z.strictObject({ traceRequestId: idSchema }),
        body: newTraceOutcomeSchema,
        response: { 201: shown(traceOutcomeRecordSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, traceRequestId: request.params.traceRequestId };
      return reply.code(201).send(await recordTraceOutcomeUsecase(deps, contextOf(request), input));
    },
  );
};
