import { z } from "zod";
import { listBulletComparisons as listBulletComparisonsUsecase } from "../../../usecases/review/list-bullet-comparisons.ts";
import { bulletComparisonSchema } from "../../contracts/bullet-comparison.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listBulletComparisons: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId/bullet-comparisons",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["linkages"],
        operationId: "listBulletComparisons",
        summary: "The two bullets compared as a whole",
        description:
          "Over all phases of their lands, the comparison that counts first; older ones stay. Empty where the linkage is of no two " +
          "bullets. Where an agreement or a release lets your state see both images.",
        params: z.strictObject({ linkageId: idSchema }),
        response: { 200: shown(z.object({ items: z.array(bulletComparisonSchema) })) },
      },
    },
    async (request) => {
      const { linkageId } = request.params;
      return { items: await listBulletComparisonsUsecase(deps, contextOf(request), { linkageId }) };
    },
  );
};
