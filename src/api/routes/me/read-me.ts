import { z } from "zod";
import { roleSchema, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { readSelf } from "../../../usecases/people/read-self.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readMe: Route = (app, { deps }) => {
  app.get(
    "/v1/me",
    {
      config: { asks: "sign_in", access: "enrolling" },
      schema: {
        tags: ["sessions"],
        operationId: "readMe",
        summary: "Who this token is",
        response: {
          200: shown(
            z.object({
              kind: z.enum(["account", "station", "system"]),
              id: idSchema,
              state: stateCodeSchema.nullable(),
              labId: idSchema.nullable(),
              roles: z.array(roleSchema),
              name: z.string().nullable().describe("Of a person; null for a station."),
              email: z.string().nullable().describe("Of a person; null for a station."),
              mustEnrol: z.literal(true).optional().describe("There where a second factor must be enrolled first."),
            }),
          ),
        },
      },
    },
    (request) => readSelf(deps, contextOf(request)),
  );
};
