import { z } from "zod";
import { plotCandidate as plotCandidateUsecase } from "../../../usecases/plot-candidate.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const plotCandidate: Route = (app, { deps }) => {
  app.get(
    "/v1/candidates/:candidateId/plot.png",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["candidates"],
        operationId: "plotCandidate",
        summary: "Both marks aligned, with what was found alike",
        description: "Where an agreement or a release lets your state see both images.",
        params: z.strictObject({ candidateId: idSchema }),
        response: { 200: fileResponse("The plot.", "image/png") },
      },
    },
    async (request, reply) => {
      const png = await plotCandidateUsecase(deps, contextOf(request), { id: request.params.candidateId });
      return reply.type("image/png").header("cache-control", "private, no-store").send(Buffer.from(png));
    },
  );
};
