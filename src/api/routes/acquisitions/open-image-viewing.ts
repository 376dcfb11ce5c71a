import { z } from "zod";
import { openImageViewing as openImageViewingUsecase } from "../../../usecases/acquisitions/view-image.ts";
import { idSchema, momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

const viewingSchema = z
  .object({
    acquisitionId: idSchema,
    viewing: z
      .string()
      .describe(
        "Given with each tile. It opens for nobody else, for no other image and in no other sign-in; of another state's image for no other purpose.",
      ),
    expiresAt: momentSchema,
    tileSize: z.int().describe("Pixels a side; at the right and the lower edge fewer."),
    levels: z
      .array(z.object({ width: z.int(), height: z.int() }))
      .describe("Level 0 is the image as it was received, without loss; each further one has half the pixels a side."),
    stretched: z
      .boolean()
      .describe("Samples of 16 bits: the darkest and lightest thousandth are drawn as black and white."),
    micrometresPerPixel: z.number().nullable().describe("Of level 0; null where the scale is unknown."),
  })
  .meta({ id: "ImageViewing", description: "A 2D image as it was received, for a viewer that asks for its tiles." });

export const openImageViewing: Route = (app, { deps }) => {
  app.get(
    "/v1/acquisitions/:acquisitionId/image",
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
      },
      schema: {
        tags: ["acquisitions"],
        operationId: "openImageViewing",
        summary: "Open a 2D image as it was received, for deep zoom",
        description:
          "To whom the file itself may be given; recorded as one reading, whatever is then looked at. The first opening of a large image takes " +
          "seconds, in which its tiles are made.",
        params: z.strictObject({ acquisitionId: idSchema }),
        response: { 200: shown(viewingSchema) },
      },
    },
    async (request) => {
      const input = { id: request.params.acquisitionId, token: requireBearerToken(request) };
      return openImageViewingUsecase(deps, contextOf(request), input);
    },
  );
};
