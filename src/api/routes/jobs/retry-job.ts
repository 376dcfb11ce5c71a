import { z } from "zod";
import { retryJob as retryJobUsecase } from "../../../usecases/jobs/retry-job.ts";
import { jobSchema } from "../../contracts/job.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const retryJob: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/jobs/:jobId/retry",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["operations"],
        operationId: "retryJob",
        summary: "Retry a failed job",
        params: z.strictObject({ jobId: idSchema }),
        response: { 200: shown(jobSchema) },
      },
    },
    async (request) => {
      const job = await retryJobUsecase(deps, contextOf(request), { jobId: request.params.jobId });
      poke?.();
      return job;
    },
  );
};
