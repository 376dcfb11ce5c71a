import { z } from "zod";
import { readLinkage as readLinkageUsecase } from "../../../usecases/review/read-linkage.ts";
import { candidateOfLinkageSchema } from "../../contracts/candidate.ts";
import { conclusionRowSchema, linkageSchema, reviewSchema } from "../../contracts/linkage.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { assignmentSchema, statementSchema } from "../../contracts/verification.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

const linkageDetailSchema = linkageSchema
  .extend({
    candidates: z.array(candidateOfLinkageSchema).describe("The pairs of acquisitions behind it, best score first."),
    reviews: z.array(reviewSchema),
    conclusions: z
      .array(conclusionRowSchema)
      .describe("Blind: before a verification, nobody sees another person's first conclusion."),
    firstConclusionRecorded: z.boolean().describe("There is a first conclusion, whether or not you may see it."),
    statements: z.array(statementSchema).describe("What was said in consultations, oldest first."),
    assignments: z
      .array(assignmentSchema)
      .describe("Whom the system asked: all of it for coordinators, what was asked of you for everybody else."),
    nobodyEligible: z
      .boolean()
      .nullable()
      .describe("For coordinators: nobody could be asked to verify, or to be the third. Null for everybody else."),
    thirdAsked: z
      .boolean()
      .describe(
        "A consultation is held and a third is asked, or to be asked as soon as somebody is eligible: no other is asked.",
      ),
    hitId: idSchema.nullable().describe("Of the hit that stands."),
  })
  .meta({ id: "LinkageDetail", description: "A linkage with its candidates, reviews and visible conclusions." });

export const readLinkage: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages/:linkageId",
    {
      schema: {
        tags: ["linkages"],
        operationId: "readLinkage",
        summary: "Read a linkage",
        description: "Send its ETag as If-Match with your decision.",
        params: z.strictObject({ linkageId: idSchema }),
        response: { 200: shown(linkageDetailSchema) },
      },
    },
    async (request, reply) => {
      const linkage = await readLinkageUsecase(deps, contextOf(request), { id: request.params.linkageId });
      setEntityTag(reply, linkage.version);
      return linkage;
    },
  );
};
