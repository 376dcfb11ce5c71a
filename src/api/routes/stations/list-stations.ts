import { z } from "zod";
import { listStations as listStationsUsecase } from "../../../usecases/people/list-stations.ts";
import { stationSchema } from "../../contracts/lab.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listStations: Route = (app, { deps }) => {
  app.get(
    "/v1/stations",
    {
      schema: {
        tags: ["people and labs"],
        operationId: "listStations",
        summary: "List the acquisition stations of your state",
        querystring: z.strictObject({ ...pageQuery }),
        response: { 200: pageSchema(stationSchema) },
      },
    },
    async (request) => listStationsUsecase(deps, contextOf(request), request.query),
  );
};
