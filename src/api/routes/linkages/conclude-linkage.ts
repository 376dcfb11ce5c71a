import { z } from "zod";
import { conclusionSchema } from "../../../domain/vocabulary.ts";
import { recordConclusion } from "../../../usecases/review/record-conclusion.ts";
import { conclusionRowSchema, linkageSchema } from "../../contracts/linkage.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const concludeLinkage: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/conclusions",
    {
      config: { ifMatch: true, errors: ["CONFLICT", "SAME_EXAMINER"] },
      schema: {
        tags: ["linkages"],
        operationId: "concludeLinkage",
        summary: "Record a conclusion at the comparison microscope",
        description:
          "The linkage's state says which part it plays: the first conclusion, its blind verification by a second examiner, " +
          "or the outcome of the consultation after the two disagreed. All are kept.",
        params: z.strictObject({ linkageId: idSchema }),
        body: z.strictObject({ conclusion: conclusionSchema, reasons: textSchema(4000) }),
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
