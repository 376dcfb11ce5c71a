import { z } from "zod";
import { plotCandidate as plotCandidateUsecase } from "../../../usecases/review/plot-candidate.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const plotCandidate: Route = (app, { deps }) => {
  app.get(
    "/v1/candidates/:candidateId/plot.png",
    {
      config: { errors: ["CONFLICT", "FILE_NOT_FOUND", "EVIDENCE_ALTERED", "EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["candidates"],
        operationId: "plotCandidate",
        summary: "Both marks aligned, with what was found alike",
        description:
          "Where an agreement or a release lets your state see both images. Drawn from the very marks that the comparison used: " +
          "with `comparisonId` one that no longer counts is drawn again as it was.",
        params: z.strictObject({ candidateId: idSchema }),
        querystring: z.strictObject({ comparisonId: idSchema.optional() }),
        response: { 200: fileResponse("The plot.", "image/png") },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.candidateId, comparisonId: request.query.comparisonId };
      const png = await plotCandidateUsecase(deps, contextOf(request), input);
      return reply.type("image/png").header("cache-control", "private, no-store").send(Buffer.from(png));
    },
  );
};
