import { z } from "zod";
import { readWorkPurpose as readWorkPurposeUsecase } from "../../../usecases/access/state-work-purpose.ts";
import { shown } from "../../contracts/primitives.ts";
import { workPurposeViewSchema } from "../../contracts/work-purpose.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readWorkPurpose: Route = (app, { deps }) => {
  app.get(
    "/v1/me/work-purpose",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["sessions"],
        operationId: "readWorkPurpose",
        summary: "Read the purpose that counts in this session",
        response: { 200: shown(z.object({ workPurpose: workPurposeViewSchema.nullable() })) },
      },
    },
    async (request) => ({ workPurpose: await readWorkPurposeUsecase(deps, contextOf(request)) }),
  );
};
