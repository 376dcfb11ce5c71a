import { z } from "zod";
import { readImageTile as readImageTileUsecase } from "../../../usecases/acquisitions/view-image.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

const MOST_LEVEL = 20;
const MOST_TILE = 1_000;
/** A screen has a few dozen tiles, and a hand moves it several times a minute. */
const PER_MINUTE = 3_000;

const placeSchema = (most: number) => z.coerce.number().int().min(0).max(most);

export const readImageTile: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/tile",
    {
      config: {
        errors: [
          "CONFLICT",
          "EVIDENCE_ALTERED",
          "EXAMINATION_NOT_DOCUMENTED",
          "FILE_NOT_FOUND",
          "IMAGE_BOMB",
          "IMAGE_UNREADABLE",
          "SIZE_ABSURD",
        ],
        rateLimit: { max: PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        tags: ["acquisitions"],
        operationId: "readImageTile",
        summary: "A tile of a 2D image as it was received",
        description: "Of a viewing that GET /v1/acquisitions/{acquisitionId}/image opened; it is not recorded again.",
        params: z.strictObject({ acquisitionId: idSchema }),
        querystring: z.strictObject({
          viewing: z.string().min(1).max(500),
          level: placeSchema(MOST_LEVEL),
          column: placeSchema(MOST_TILE),
          row: placeSchema(MOST_TILE),
        }),
        response: { 200: fileResponse("The tile.", "image/webp") },
      },
    },
    async (request, reply) => {
      const input = { ...request.query, id: request.params.acquisitionId, token: requireBearerToken(request) };
      const tile = await readImageTileUsecase(deps, contextOf(request), input);
      return reply.type("image/webp").send(Buffer.from(tile));
    },
  );
};
