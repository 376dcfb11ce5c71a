import { z } from "zod";
import { readHit as readHitUsecase } from "../../../usecases/review/read-hit.ts";
import { readHitSchema } from "../../contracts/linkage.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readHit: Route = (app, { deps }) => {
  app.get(
    "/v1/hits/:hitId",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "readHit",
        summary: "Read a hit",
        params: z.strictObject({ hitId: idSchema }),
        response: { 200: shown(readHitSchema) },
      },
    },
    async (request) => readHitUsecase(deps, contextOf(request), { id: request.params.hitId }),
  );
};
