import { z } from "zod";
import { readAcquisition as readAcquisitionUsecase } from "../../../usecases/acquisitions/read-acquisition.ts";
import { acquisitionSchema } from "../../contracts/acquisition.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const readAcquisition: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId",
    {
      schema: {
        tags: ["acquisitions"],
        operationId: "readAcquisition",
        summary: "Read an acquisition",
        description: "Of your state, or of a case released to it.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: { 200: shown(acquisitionSchema) },
      },
    },
    async (request, reply) => {
      const found = await readAcquisitionUsecase(deps, contextOf(request), { id: request.params.acquisitionId });
      setEntityTag(reply, found.version);
      return found;
    },
  );
};
