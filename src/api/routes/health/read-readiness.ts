import { z } from "zod";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

const readinessSchema = z
  .object({
    ready: z.boolean(),
    parts: z.array(
      z.object({
        name: z.enum(["database", "blob store", "queue", "models"]),
        ready: z.boolean(),
        problem: z.string().optional().describe("What is missing."),
      }),
    ),
  })
  .meta({ id: "Readiness", description: "Whether the service can take work, part by part." });

export const readReadiness: Route = (app, service) => {
  app.get(
    "/readyz",
    {
      config: { access: "public", rateLimit: false },
      schema: {
        tags: ["operations"],
        operationId: "readReadiness",
        summary: "Whether the service can take work",
        description: "503 with the same body when a part is missing.",
        response: { 200: shown(readinessSchema), 503: shown(readinessSchema) },
      },
    },
    async (_request, reply) => {
      const parts = await service.checkReady();
      const ready = parts.every((part) => part.ready);
      return reply.code(ready ? 200 : 503).send({ ready, parts });
    },
  );
};
