import { z } from "zod";
import { exportNominations as exportNominationsUsecase } from "../../../usecases/intelligence/list-nominations.ts";
import { nominationSchema } from "../../contracts/ibin.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const exportNominations: Route = (app, { deps }) => {
  app.get(
    "/v1/ibin-nominations.json",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "exportNominations",
        summary: "Take the accepted nominations, as JSON",
        description: "All of your state's. That they were taken is recorded; you send them.",
        response: { 200: shown(z.object({ items: z.array(nominationSchema) })) },
      },
    },
    async (request) => ({ items: await exportNominationsUsecase(deps, contextOf(request), { as: "json" }) }),
  );
};
