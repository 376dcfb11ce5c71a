import { z } from "zod";
import { listJobs as listJobsUsecase } from "../../../usecases/jobs/list-jobs.ts";
import { jobSchema, jobStateSchema } from "../../contracts/job.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listJobs: Route = (app, { deps }) => {
  app.get(
    "/v1/jobs",
    {
      schema: {
        tags: ["operations"],
        operationId: "listJobs",
        summary: "List processing jobs",
        description: "Of your state, newest first; of every state for the regional coordinator and auditors.",
        querystring: z.strictObject({ ...pageQuery, state: jobStateSchema.optional() }),
        response: { 200: pageSchema(jobSchema) },
      },
    },
    async (request) => listJobsUsecase(deps, contextOf(request), request.query),
  );
};
