import { z } from "zod";
import { MODEL_STATES, regionSchema } from "../../../domain/vocabulary.ts";
import { listModels as listModelsUsecase } from "../../../usecases/models/list-models.ts";
import { momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const modelSchema = z
  .object({
    region: regionSchema,
    id: z.string(),
    version: z.string(),
    state: z
      .enum(MODEL_STATES)
      .describe(
        "filling: its vectors are made beside the active one's; active: searched; retired: another took its place.",
      ),
    described: z.int().describe("Acquisitions that it has described."),
    refused: z.int().describe("Acquisitions that it cannot describe; their notes say why."),
    missing: z.int().describe("Acquisitions that it is still to describe."),
    shareDone: z.number().nullable().describe("0 to 1; null while there is nothing to describe."),
    registeredAt: momentSchema,
    activatedAt: momentSchema.nullable(),
    retiredAt: momentSchema.nullable(),
  })
  .meta({ id: "SearchModel", description: "A model that describes the marks of a region for the search." });

export const listModels: Route = (app, { deps }) => {
  app.get(
    "/v1/models",
    {
      schema: {
        tags: ["operations"],
        operationId: "listModels",
        summary: "List the search models",
        description:
          "Of each region the one that is searched, one that is filled beside it, and those of before. A model takes over when it has described everything.",
        response: { 200: shown(z.object({ items: z.array(modelSchema) })) },
      },
    },
    async (request) => ({ items: await listModelsUsecase(deps, contextOf(request)) }),
  );
};
