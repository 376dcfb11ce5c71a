import { z } from "zod";
import { listFirearmGroups as listFirearmGroupsUsecase } from "../../../usecases/groups/list-firearm-groups.ts";
import { groupSummarySchema } from "../../contracts/firearm-group.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listFirearmGroups: Route = (app, { deps }) => {
  app.get(
    "/v1/firearm-groups",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "listFirearmGroups",
        summary: "List firearm groups",
        description:
          "Those in which your state has an exhibit, what changed last first; every group for the regional coordinator.",
        querystring: z.strictObject(pageQuery),
        response: { 200: shown(pageSchema(groupSummarySchema)) },
      },
    },
    async (request) => listFirearmGroupsUsecase(deps, contextOf(request), request.query),
  );
};
