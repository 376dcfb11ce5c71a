import { z } from "zod";
import { STATE_CODES, STATES, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

const stateSchema = z
  .object({
    code: stateCodeSchema,
    name: z.string(),
    standing: z.enum(["member", "associate", "partner"]),
    languages: z.array(z.string()).describe("Of its pages and reports."),
  })
  .meta({ id: "State", description: "A state whose labs take part, by its ISO 3166-1 code." });

export const listStates: Route = (app) => {
  app.get(
    "/v1/states",
    {
      schema: {
        tags: ["people and labs"],
        operationId: "listStates",
        summary: "List the states of the network",
        response: { 200: shown(z.object({ items: z.array(stateSchema), nextCursor: z.null() })) },
      },
    },
    async () => ({ items: STATE_CODES.map((code) => ({ code, ...STATES[code] })), nextCursor: null }),
  );
};
