import { z } from "zod";
import { listVerifications as listVerificationsUsecase } from "../../../usecases/review/list-verifications.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { assignmentSchema } from "../../contracts/verification.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listVerifications: Route = (app, { deps }) => {
  app.get(
    "/v1/verifications",
    {
      schema: {
        tags: ["linkages"],
        operationId: "listVerifications",
        summary: "What you are asked to verify",
        description: "And the consultations of which you are to be the third; what runs out first before the rest.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(assignmentSchema) },
      },
    },
    async (request) => listVerificationsUsecase(deps, contextOf(request), request.query),
  );
};
