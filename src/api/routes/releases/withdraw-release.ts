import { z } from "zod";
import { withdrawRelease as withdrawReleaseUsecase } from "../../../usecases/sharing/withdraw-release.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { releaseSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const withdrawRelease: Route = (app, { deps }) => {
  app.post(
    "/v1/releases/:releaseId/withdraw",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["sharing"],
        operationId: "withdrawRelease",
        summary: "Withdraw a release",
        description: "Every later read by the other state is refused.",
        params: z.strictObject({ releaseId: idSchema }),
        response: { 200: shown(releaseSchema) },
      },
    },
    async (request) => withdrawReleaseUsecase(deps, contextOf(request), { id: request.params.releaseId }),
  );
};
