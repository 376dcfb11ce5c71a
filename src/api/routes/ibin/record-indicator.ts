import { z } from "zod";
import { recordIndicator as recordIndicatorUsecase } from "../../../usecases/intelligence/record-indicator.ts";
import { caseIndicatorSchema, newCaseIndicatorSchema } from "../../contracts/ibin.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordIndicator: Route = (app, { deps }) => {
  app.post(
    "/v1/cases/:caseId/ibin-indicators",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["intelligence"],
        operationId: "recordIndicator",
        summary: "Code whether an indicator for INTERPOL's IBIN holds of a case",
        description:
          "Nothing is changed afterwards: another view of the same is a new record that names the one that stands.",
        params: z.strictObject({ caseId: idSchema }),
        body: newCaseIndicatorSchema,
        response: { 201: shown(caseIndicatorSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, caseId: request.params.caseId };
      return reply.code(201).send(await recordIndicatorUsecase(deps, contextOf(request), input));
    },
  );
};
