import { z } from "zod";
import { reassignVerification as reassignVerificationUsecase } from "../../../usecases/review/reassign-verification.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const reassignVerification: Route = (app, { deps }) => {
  app.post(
    "/v1/verifications/:assignmentId/reassign",
    {
      config: { errors: ["CONFLICT", "SAME_EXAMINER"] },
      schema: {
        tags: ["linkages"],
        operationId: "reassignVerification",
        summary: "Have a verification assigned anew",
        description: "By a coordinator who had no part in the linkage. The system says whom it asks next.",
        params: z.strictObject({ assignmentId: idSchema }),
        body: z.strictObject({ reason: textSchema(1000) }),
        response: { 204: z.undefined().describe("The next was asked, or nobody could be.") },
      },
    },
    async (request, reply) => {
      await reassignVerificationUsecase(deps, contextOf(request), { ...request.body, ...request.params });
      return reply.code(204).send();
    },
  );
};
