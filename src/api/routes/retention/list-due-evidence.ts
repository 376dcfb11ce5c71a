import { z } from "zod";
import { listDueEvidence as listDueEvidenceUsecase } from "../../../usecases/retention/review-purge.ts";
import { shown } from "../../contracts/primitives.ts";
import { dueExhibitSchema } from "../../contracts/retention.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listDueEvidence: Route = (app, { deps }) => {
  app.get(
    "/v1/purges/due",
    {
      schema: {
        tags: ["retention"],
        operationId: "listDueEvidence",
        summary: "List what your state's rules and removals propose to purge",
        response: { 200: shown(z.object({ items: z.array(dueExhibitSchema) })) },
      },
    },
    async (request) => ({ items: await listDueEvidenceUsecase(deps, contextOf(request)) }),
  );
};
