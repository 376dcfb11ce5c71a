import { z } from "zod";
import { reviewDecisionSchema } from "../../../domain/vocabulary.ts";
import { reviewCandidate } from "../../../usecases/review/review-candidate.ts";
import { linkageSchema, reviewSchema } from "../../contracts/linkage.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const reviewLinkage: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/reviews",
    {
      config: { ifMatch: true, errors: ["CONFLICT", "EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["linkages"],
        operationId: "reviewLinkage",
        summary: "Review a candidate from the images",
        description: "A lead is an unconfirmed presumed association. Every review is kept, with its reasons.",
        params: z.strictObject({ linkageId: idSchema }),
        body: z.strictObject({ decision: reviewDecisionSchema, reasons: textSchema(4000) }),
        response: { 201: shown(z.object({ linkage: linkageSchema, review: reviewSchema })) },
      },
    },
    async (request, reply) => {
      const { linkageId } = request.params;
      const input = { ...request.body, linkageId, expectedVersion: readIfMatch(request) };
      const reviewed = await reviewCandidate(deps, contextOf(request), input);
      setEntityTag(reply, reviewed.linkage.version);
      return reply.code(201).send(reviewed);
    },
  );
};
