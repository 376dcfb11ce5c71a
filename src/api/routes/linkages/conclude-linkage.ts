import { z } from "zod";
import { recordConclusion } from "../../../usecases/review/record-conclusion.ts";
import { CONCLUSION_ERRORS, conclusionRowSchema, linkageSchema, newConclusionSchema } from "../../contracts/linkage.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const concludeLinkage: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/conclusions",
    {
      config: {
        ifMatch: true,
        errors: [...CONCLUSION_ERRORS, "VERIFIER_NOT_ASSIGNED", "CONSULTATION_STATEMENTS_MISSING"],
      },
      schema: {
        tags: ["linkages"],
        operationId: "concludeLinkage",
        summary: "Record a conclusion at the comparison microscope",
        description:
          "The linkage's state says which part it plays: the first conclusion, upon which the system asks another examiner; the blind " +
          "verification, by that examiner only; or the outcome of the consultation after the two disagreed, by both, or by the third who was asked. " +
          "All are kept.",
        params: z.strictObject({ linkageId: idSchema }),
        body: newConclusionSchema,
        response: { 201: shown(z.object({ linkage: linkageSchema, conclusion: conclusionRowSchema })) },
      },
    },
    async (request, reply) => {
      const { linkageId } = request.params;
      const input = { ...request.body, linkageId, expectedVersion: readIfMatch(request) };
      const concluded = await recordConclusion(deps, contextOf(request), input);
      setEntityTag(reply, concluded.linkage.version);
      return reply.code(201).send(concluded);
    },
  );
};
