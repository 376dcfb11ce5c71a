import { z } from "zod";
import { drawOutlines } from "../../../usecases/acquisitions/draw-outlines.ts";
import { drawnOutlinesSchema, newOutlinesSchema } from "../../contracts/outline.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { readIfMatch, setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const createOutlines: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/acquisitions/:acquisitionId/outlines",
    {
      config: { ifMatch: true, errors: ["REGION_UNSUPPORTED"] },
      schema: {
        tags: ["acquisitions"],
        operationId: "createOutlines",
        summary: "Draw or correct the outlines of an acquisition",
        description:
          "By a lab technician or examiner of its state, on the version of the acquisition that was read (its ETag). An acquisition " +
          "at `outline_needed` goes on with them; any other is prepared, searched and compared by them once more. What stood on " +
          "older outlines stays readable, and counts no longer.",
        params: z.strictObject({ acquisitionId: idSchema }),
        body: newOutlinesSchema,
        response: { 201: shown(drawnOutlinesSchema) },
      },
    },
    async (request, reply) => {
      const { acquisitionId } = request.params;
      const input = { ...request.body, acquisitionId, expectedVersion: readIfMatch(request) };
      const { acquisition, outlines } = await drawOutlines(deps, contextOf(request), input);
      poke?.();
      setEntityTag(reply, acquisition.version);
      return reply
        .code(201)
        .header("location", `/v1/acquisitions/${acquisitionId}/outlines`)
        .send({ acquisition, outlines: { ...outlines, standing: true } });
    },
  );
};
