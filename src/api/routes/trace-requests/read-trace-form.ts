import { z } from "zod";
import { openTraceForm } from "../../../usecases/intelligence/read-trace-request.ts";
import { traceFormSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readTraceForm: Route = (app, { deps }) => {
  app.get(
    "/v1/trace-requests/:traceRequestId/form",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readTraceForm",
        summary: "Take the form of a request to trace, as JSON",
        description: "As it was made. That it was taken is recorded.",
        params: z.strictObject({ traceRequestId: idSchema }),
        response: { 200: shown(traceFormSchema) },
      },
    },
    async (request) => openTraceForm(deps, contextOf(request), { id: request.params.traceRequestId, as: "json" }),
  );
};
