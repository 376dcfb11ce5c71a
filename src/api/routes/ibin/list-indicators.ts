import { z } from "zod";
import { listIndicators as listIndicatorsUsecase } from "../../../usecases/intelligence/record-indicator.ts";
import { caseIndicatorsSchema } from "../../contracts/ibin.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listIndicators: Route = (app, { deps }) => {
  app.get(
    "/v1/cases/:caseId/ibin-indicators",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "listIndicators",
        summary: "Read what was coded of a case for INTERPOL's IBIN",
        description: "Of your state only, whatever was released.",
        params: z.strictObject({ caseId: idSchema }),
        response: { 200: shown(caseIndicatorsSchema) },
      },
    },
    async (request) => ({ items: await listIndicatorsUsecase(deps, contextOf(request), request.params) }),
  );
};
