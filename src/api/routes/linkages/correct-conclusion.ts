import { z } from "zod";
import { correctConclusion as correctConclusionUsecase } from "../../../usecases/review/correct-conclusion.ts";
import { conclusionRowSchema, linkageSchema, newConclusionSchema } from "../../contracts/linkage.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const correctConclusion: Route = (app, { deps }) => {
  app.post(
    "/v1/linkages/:linkageId/conclusions/:conclusionId/corrections",
    {
      config: { ifMatch: true, errors: ["CONFLICT", "SAME_EXAMINER"] },
      schema: {
        tags: ["linkages"],
        operationId: "correctConclusion",
        summary: "Correct a conclusion of your own",
        description:
          "A new conclusion takes its place; the old one stays as written. Where you could read the other examiner's and conclude otherwise " +
          "than before, only a consultation settles the linkage, and a hit of it is withdrawn, with its reports.",
        params: z.strictObject({ linkageId: idSchema, conclusionId: idSchema }),
        body: newConclusionSchema.extend({ correctionReason: textSchema(2000).describe("Why the old one was wrong.") }),
        response: { 201: shown(z.object({ linkage: linkageSchema, conclusion: conclusionRowSchema })) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params, expectedVersion: readIfMatch(request) };
      const corrected = await correctConclusionUsecase(deps, contextOf(request), input);
      setEntityTag(reply, corrected.linkage.version);
      return reply.code(201).send(corrected);
    },
  );
};
