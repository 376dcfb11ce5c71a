import { z } from "zod";
import { listTraceRequests as listTraceRequestsUsecase } from "../../../usecases/intelligence/list-trace-requests.ts";
import { traceRequestSchema } from "../../contracts/firearm.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listTraceRequests: Route = (app, { deps }) => {
  app.get(
    "/v1/trace-requests",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "listTraceRequests",
        summary: "List your state's requests to trace firearms",
        description: "Newest first, each with its outcomes; with `exhibitId` those of one firearm.",
        querystring: z.strictObject({ ...pageQuery, exhibitId: idSchema.optional() }),
        response: { 200: pageSchema(traceRequestSchema) },
      },
    },
    async (request) => listTraceRequestsUsecase(deps, contextOf(request), request.query),
  );
};
