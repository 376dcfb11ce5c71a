import { z } from "zod";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

export const readHealth: Route = (app, { config }) => {
  app.get(
    "/healthz",
    {
      config: { access: "public", rateLimit: false },
      schema: {
        tags: ["operations"],
        operationId: "readHealth",
        summary: "Whether the process is up",
        response: { 200: shown(z.object({ status: z.literal("up"), version: z.string() })) },
      },
    },
    async () => ({ status: "up" as const, version: config.version }),
  );
};
