import { z } from "zod";
import { roleSchema, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readMe: Route = (app) => {
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
              mustEnrol: z.literal(true).optional().describe("There where a second factor must be enrolled first."),
            }),
          ),
        },
      },
    },
    async (request) => contextOf(request).actor,
  );
};
