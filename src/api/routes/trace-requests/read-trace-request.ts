import { z } from "zod";
import { readTraceRequest as readTraceRequestUsecase } from "../../../usecases/intelligence/read-trace-request.ts";
import { traceRequestSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readTraceRequest: Route = (app, { deps }) => {
  app.get(
    "/v1/trace-requests/:traceRequestId",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readTraceRequest",
        summary: "Read a request to trace a firearm",
        description: "Of your state, with its outcomes.",
        params: z.strictObject({ traceRequestId: idSchema }),
        response: { 200: shown(traceRequestSchema) },
      },
    },
    async (request) => readTraceRequestUsecase(deps, contextOf(request), { id: request.params.traceRequestId }),
  );
};
