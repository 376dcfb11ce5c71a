import { z } from "zod";
import { requestTrace as requestTraceUsecase } from "../../../usecases/intelligence/request-trace.ts";
import { newTraceRequestSchema, traceRequestSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const requestTrace: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/trace-requests",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["intelligence"],
        operationId: "requestTrace",
        summary: "Make a request to trace a firearm",
        description:
          "For eTrace (ATF), iARMS (INTERPOL) or the own competent authority. The form is made of what stands, names what is missing, and is kept as it was made; you send it.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newTraceRequestSchema,
        response: { 201: shown(traceRequestSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, exhibitId: request.params.exhibitId };
      const made = await requestTraceUsecase(deps, contextOf(request), input);
      return reply.code(201).header("location", `/v1/trace-requests/${made.id}`).send(made);
    },
  );
};
