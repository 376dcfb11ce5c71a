import { z } from "zod";
import { proposeSplit as proposeSplitUsecase } from "../../../usecases/groups/propose-split.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const proposeSplit: Route = (app, { deps }) => {
  app.post(
    "/v1/firearm-groups/:groupId/splits",
    {
      schema: {
        tags: ["hits and reports"],
        operationId: "proposeSplit",
        summary: "Propose that exhibits leave a firearm group",
        description: "By an examiner, with the reason. Nothing changes until another examiner approves it.",
        params: z.strictObject({ groupId: idSchema }),
        body: z.strictObject({ memberIds: z.array(idSchema).min(1).max(200), reason: textSchema(2000) }),
        response: { 201: z.object({ id: idSchema }) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await proposeSplitUsecase(deps, contextOf(request), input));
    },
  );
};
