import { z } from "zod";
import { regionSchema } from "../../../domain/vocabulary.ts";
import { readCandidateEvidence as readCandidateEvidenceUsecase } from "../../../usecases/review/read-candidate-evidence.ts";
import { comparisonSchema } from "../../contracts/comparison.ts";
import { sideSchema } from "../../contracts/linkage.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const evidenceSchema = z
  .object({
    id: idSchema,
    linkageId: idSchema.nullable(),
    region: regionSchema,
    acquisitionA: idSchema,
    acquisitionB: idSchema,
    sides: z.tuple([sideSchema, sideSchema]),
    units: z
      .object({ length: z.enum(["metre", "point"]), angle: z.literal("radian") })
      .describe("Of all outcomes; lengths are points of the mark where a scale is unknown."),
    comparisons: z.array(comparisonSchema).describe("Newest first; older ones stay and can be drawn again."),
  })
  .meta({
    id: "CandidateEvidence",
    description: "What the comparisons of a candidate stand on, of every method version and pair of marks.",
  });

export const readCandidateEvidence: Route = (app, { deps }) => {
  app.get(
    "/v1/candidates/:candidateId/evidence",
    {
      config: { errors: ["EXAMINATION_NOT_DOCUMENTED"] },
      schema: {
        tags: ["candidates"],
        operationId: "readCandidateEvidence",
        summary: "What a candidate's score stands on",
        description: "Where an agreement or a release lets your state see both images.",
        params: z.strictObject({ candidateId: idSchema }),
        response: { 200: shown(evidenceSchema) },
      },
    },
    async (request) => readCandidateEvidenceUsecase(deps, contextOf(request), { id: request.params.candidateId }),
  );
};
