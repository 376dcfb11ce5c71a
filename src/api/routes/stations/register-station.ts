import { z } from "zod";
import { registerStation as registerStationUsecase } from "../../../usecases/register-station.ts";
import { stationSchema } from "../../contracts/lab.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const registerStation: Route = (app, { deps }) => {
  app.post(
    "/v1/stations",
    {
      config: { errors: ["NOT_FOUND", "DUPLICATE_RECORD"], secretFields: ["token"] },
      schema: {
        tags: ["people and labs"],
        operationId: "registerStation",
        summary: "Register an acquisition station",
        description: "The token is shown this once; an answer repeated for its Idempotency-Key has null instead.",
        body: z.strictObject({ labId: idSchema, name: textSchema(200) }),
        response: { 201: shown(stationSchema.extend({ token: z.string().nullable() }).meta({ id: "NewStation" })) },
      },
    },
    async (request, reply) => {
      const { station, token } = await registerStationUsecase(deps, contextOf(request), request.body);
      return reply
        .code(201)
        .header("cache-control", "no-store")
        .send({ ...station, token });
    },
  );
};
