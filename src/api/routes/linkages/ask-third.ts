import { z } from "zod";
import { askThird as askThirdUsecase } from "../../../usecases/review/ask-third.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { assignmentSchema } from "../../contracts/verification.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const askThird: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/consultation/third",
    {
      config: { errors: ["CONFLICT", "VERIFIER_NOT_ASSIGNED"] },
      schema: {
        tags: ["linkages"],
        operationId: "askThird",
        summary: "Ask for a third examiner",
        description:
          "By one of the two who disagree, or a coordinator. The system says whom: an examiner who had no part in the linkage.",
        params: z.strictObject({ linkageId: idSchema }),
        body: z.strictObject({ reason: textSchema(1000) }),
        response: { 201: shown(assignmentSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await askThirdUsecase(deps, contextOf(request), input));
    },
  );
};
