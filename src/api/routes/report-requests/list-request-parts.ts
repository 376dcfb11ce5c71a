import { z } from "zod";
import { listRequestParts as listRequestPartsUsecase } from "../../../usecases/report-requests/list-request-parts.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { requestPartSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listReportRequestParts: Route = (app, { deps }) => {
  app.get(
    "/v1/report-request-parts",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "listReportRequestParts",
        summary: "What other states ask of yours",
        description: "For your national coordinator, newest first.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(requestPartSchema) },
      },
    },
    async (request) => listRequestPartsUsecase(deps, contextOf(request), request.query),
  );
};
