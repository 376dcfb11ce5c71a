import { z } from "zod";
import { plotBulletComparison as plotBulletComparisonUsecase } from "../../../usecases/review/plot-bullet-comparison.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const plotBulletComparison: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId/bullet-comparison.png",
    {
      config: { errors: ["CONFLICT", "FILE_NOT_FOUND", "EVIDENCE_ALTERED", "EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["linkages"],
        operationId: "plotBulletComparison",
        summary: "Two lands of the best phase aligned",
        description:
          "One pair of lands of a comparison of whole bullets, drawn from the very marks that it used; also of one that no longer " +
          "counts. Where an agreement or a release lets your state see both images.",
        params: z.strictObject({ linkageId: idSchema }),
        querystring: z.strictObject({
          comparisonId: idSchema.optional().describe("The one that counts, where it is left out."),
          land: z.coerce
            .number()
            .int()
            .min(1)
            .max(32)
            .default(1)
            .describe("Index of the first exhibit's land, 1 to n around the bullet."),
        }),
        response: { 200: fileResponse("The plot.", "image/png") },
      },
    },
    async (request, reply) => {
      const input = { linkageId: request.params.linkageId, ...request.query };
      const png = await plotBulletComparisonUsecase(deps, contextOf(request), input);
      return reply.type("image/png").header("cache-control", "private, no-store").send(Buffer.from(png));
    },
  );
};
