import { z } from "zod";
import { momentInputSchema } from "../../../domain/calendar-bounds.ts";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { createRelease as createReleaseUsecase } from "../../../usecases/sharing/create-release.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { releaseSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createRelease: Route = (app, { deps }) => {
  app.post(
    "/v1/releases",
    {
      config: { errors: ["NOT_FOUND"] },
      schema: {
        tags: ["sharing"],
        operationId: "createRelease",
        summary: "Release a case to another state",
        description:
          "For a purpose and at most one year. Each read by the other state is checked against it and recorded.",
        body: z.strictObject({
          caseId: idSchema,
          toState: stateCodeSchema,
          purpose: textSchema(1000),
          expiresAt: momentInputSchema,
        }),
        response: { 201: shown(releaseSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await createReleaseUsecase(deps, contextOf(request), request.body)),
  );
};
