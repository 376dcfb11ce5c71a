import { z } from "zod";
import { recordStatement as recordStatementUsecase } from "../../../usecases/review/record-statement.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { statementSchema } from "../../contracts/verification.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordStatement: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/consultation/statements",
    {
      config: { errors: ["CONFLICT", "VERIFIER_NOT_ASSIGNED"] },
      schema: {
        tags: ["linkages"],
        operationId: "recordStatement",
        summary: "State what you see, in a consultation",
        description:
          "By the two who disagree and the third, where one was asked. Both of the two state what they see before an outcome is recorded.",
        params: z.strictObject({ linkageId: idSchema }),
        body: z.strictObject({ statement: textSchema(8000) }),
        response: { 201: shown(statementSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(await recordStatementUsecase(deps, contextOf(request), input));
    },
  );
};
