import { z } from "zod";
import { regionSchema } from "../../../domain/vocabulary.ts";
import { readCandidateEvidence as readCandidateEvidenceUsecase } from "../../../usecases/read-candidate-evidence.ts";
import { sideSchema } from "../../contracts/linkage.ts";
import { idSchema, momentSchema, shown } from "../../contracts/primitives.ts";
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
    comparisons: z.array(
      z.object({
        method: z.string(),
        methodVersion: z.string(),
        comparable: z.boolean(),
        outcome: z
          .record(z.string(), z.unknown())
          .describe("Pose, cells or profile segments with their correlations; metres from the grid centre, radians."),
        createdAt: momentSchema,
      }),
    ),
  })
  .meta({
    id: "CandidateEvidence",
    description: "What the comparison of a candidate stands on, of every method version.",
  });

export const readCandidateEvidence: Route = (app, { deps }) => {
  app.get(
    "/v1/candidates/:candidateId/evidence",
    {
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
