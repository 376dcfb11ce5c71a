import { readArmsTables as readArmsTablesUsecase } from "../../../usecases/intelligence/read-arms-tables.ts";
import { shown } from "../../contracts/primitives.ts";
import { armsTablesQuery, armsTablesSchema } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readArmsTables: Route = (app, { deps }) => {
  app.get(
    "/v1/arms-tables",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readArmsTables",
        summary: "Recovered firearms and their tracing, by state and year",
        description:
          "SDG indicator 16.4.2 and the table by kind for reports on the UN Programme of Action. Your state's for its coordinator, every state's for the region's coordinators and auditors.",
        querystring: armsTablesQuery,
        response: { 200: shown(armsTablesSchema) },
      },
    },
    async (request) => readArmsTablesUsecase(deps, contextOf(request), request.query),
  );
};
