import { z } from "zod";
import { readQueues as readQueuesUsecase } from "../../../usecases/clocks/read-queues.ts";
import { queueSchema } from "../../contracts/clocks.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readQueues: Route = (app, { deps }) => {
  app.get(
    "/v1/queues",
    {
      schema: {
        tags: ["clocks"],
        operationId: "readQueues",
        summary: "What waits in the labs, and for how long",
        description: "Numbers only: of your state's labs for a national coordinator, of every lab for a regional one.",
        response: { 200: shown(z.object({ items: z.array(queueSchema) })) },
      },
    },
    async (request) => readQueuesUsecase(deps, contextOf(request)),
  );
};
