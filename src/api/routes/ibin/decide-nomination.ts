import { z } from "zod";
import { decideNomination as decideNominationUsecase } from "../../../usecases/intelligence/decide-nomination.ts";
import { newDecisionSchema, nominationSchema } from "../../contracts/ibin.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const decideNomination: Route = (app, { deps }) => {
  app.post(
    "/v1/cases/:caseId/ibin-decisions",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["intelligence"],
        operationId: "decideNomination",
        summary: "Accept or decline the nomination of a case",
        description:
          "By the national coordinator of its state. A later decision is a new record that names the one that stands.",
        params: z.strictObject({ caseId: idSchema }),
        body: newDecisionSchema,
        response: { 201: shown(nominationSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, caseId: request.params.caseId };
      return reply.code(201).send(await decideNominationUsecase(deps, contextOf(request), input));
    },
  );
};
