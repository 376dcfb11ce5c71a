import { z } from "zod";
import { declineVerification as declineVerificationUsecase } from "../../../usecases/review/decline-verification.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const declineVerification: Route = (app, { deps }) => {
  app.post(
    "/v1/verifications/:assignmentId/decline",
    {
      config: { errors: ["CONFLICT", "VERIFIER_NOT_ASSIGNED"] },
      schema: {
        tags: ["linkages"],
        operationId: "declineVerification",
        summary: "Decline what you are asked to verify",
        description: "With the reason; the system asks the next.",
        params: z.strictObject({ assignmentId: idSchema }),
        body: z.strictObject({ reason: textSchema(1000) }),
        response: { 204: z.undefined().describe("The next was asked, or nobody could be.") },
      },
    },
    async (request, reply) => {
      await declineVerificationUsecase(deps, contextOf(request), { ...request.body, ...request.params });
      return reply.code(204).send();
    },
  );
};
