import { z } from "zod";
import { listReleases as listReleasesUsecase } from "../../../usecases/sharing/list-releases.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import { releaseSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listReleases: Route = (app, { deps }) => {
  app.get(
    "/v1/releases",
    {
      schema: {
        tags: ["sharing"],
        operationId: "listReleases",
        summary: "List releases that your state gave or received",
        querystring: z.strictObject({ ...pageQuery, caseId: idSchema.optional() }),
        response: { 200: pageSchema(releaseSchema) },
      },
    },
    async (request) => listReleasesUsecase(deps, contextOf(request), request.query),
  );
};
