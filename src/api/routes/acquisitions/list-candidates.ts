import { z } from "zod";
import { listCandidates as listCandidatesUsecase } from "../../../usecases/review/list-candidates.ts";
import { candidatePageSchema } from "../../contracts/candidate.ts";
import { pageQuery } from "../../contracts/page.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listCandidates: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/candidates",
    {
      schema: {
        tags: ["candidates"],
        operationId: "listCandidates",
        summary: "The candidates of an acquisition",
        description: "Best verified score first; what the search proposed but is not compared yet stands at the end.",
        params: z.strictObject({ acquisitionId: idSchema }),
        querystring: z.strictObject({
          ...pageQuery,
          expectedMates: z.coerce
            .number()
            .min(0.01)
            .max(10)
            .default(0.5)
            .describe("How many true mates you expect among all candidates before any comparison; for `stop`."),
        }),
        response: { 200: candidatePageSchema },
      },
    },
    async (request) => {
      const input = { ...request.query, acquisitionId: request.params.acquisitionId };
      return listCandidatesUsecase(deps, contextOf(request), input);
    },
  );
};
