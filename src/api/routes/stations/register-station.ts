import { z } from "zod";
import { STATION_ACTIONS } from "../../../domain/permission-grants.ts";
import { exhibitTypeSchema } from "../../../domain/vocabulary.ts";
import { registerStation as registerStationUsecase, STATION_DAYS } from "../../../usecases/people/register-station.ts";
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
        description:
          "The token is shown this once; an answer repeated for its Idempotency-Key has null instead. It is good for the lab, the actions and the types of exhibit named here, until it expires; then register the station anew under another name.",
        body: z.strictObject({
          labId: idSchema,
          name: textSchema(200),
          expiresInDays: z.int().min(1).max(STATION_DAYS.max).default(STATION_DAYS.default),
          allowedActions: z
            .array(z.enum(STATION_ACTIONS))
            .min(1)
            .nullable()
            .default(null)
            .describe("Null: everything that a station may do. An upload needs `exhibit.read` too."),
          allowedExhibitTypes: z
            .array(exhibitTypeSchema)
            .min(1)
            .nullable()
            .default(null)
            .describe("Null: exhibits of every type."),
        }),
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
