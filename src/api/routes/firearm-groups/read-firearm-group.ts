import { z } from "zod";
import { readFirearmGroup as readFirearmGroupUsecase } from "../../../usecases/groups/read-firearm-group.ts";
import { firearmGroupSchema } from "../../contracts/firearm-group.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readFirearmGroup: Route = (app, { deps }) => {
  app.get(
    "/v1/firearm-groups/:groupId",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "readFirearmGroup",
        summary: "Read a firearm group",
        description:
          "Each exhibit as far as your state may see it; what leaves its state by release only is not there at all. Such a read is recorded.",
        params: z.strictObject({ groupId: idSchema }),
        response: { 200: shown(firearmGroupSchema) },
      },
    },
    async (request) => readFirearmGroupUsecase(deps, contextOf(request), { id: request.params.groupId }),
  );
};
