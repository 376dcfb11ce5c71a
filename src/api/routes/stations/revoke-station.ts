import { z } from "zod";
import { revokeStation as revokeStationUsecase } from "../../../usecases/people/revoke-station.ts";
import { stationSchema } from "../../contracts/lab.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const revokeStation: Route = (app, { deps }) => {
  app.delete(
    "/v1/stations/:stationId",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["people and labs"],
        operationId: "revokeStation",
        summary: "Revoke an acquisition station",
        description: "Its token is refused from now on; the record and what it uploaded stay.",
        params: z.strictObject({ stationId: idSchema }),
        response: { 200: shown(stationSchema) },
      },
    },
    async (request) => revokeStationUsecase(deps, contextOf(request), { id: request.params.stationId }),
  );
};
