import { z } from "zod";
import { listFirearmRecords as listFirearmRecordsUsecase } from "../../../usecases/intelligence/list-firearm-records.ts";
import { firearmRecordsSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listFirearmRecords: Route = (app, { deps }) => {
  app.get(
    "/v1/exhibits/:exhibitId/firearm-records",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "listFirearmRecords",
        summary: "Read what is recorded of a firearm",
        description:
          "Make, model, serial number and recovery. Of your state, or of a case released to it; such a read is recorded.",
        params: z.strictObject({ exhibitId: idSchema }),
        response: { 200: shown(firearmRecordsSchema) },
      },
    },
    async (request) => ({ items: await listFirearmRecordsUsecase(deps, contextOf(request), request.params) }),
  );
};
