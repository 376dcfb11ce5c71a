import { z } from "zod";
import { regionSchema } from "../../../domain/vocabulary.ts";
import { readNetShares } from "../../../usecases/correlation/list-sweeps.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const netShareSchema = z
  .object({
    region: regionSchema,
    proposed: z.int().describe("Pairs that were proposed to examiners."),
    byVectors: z.int().describe("Of those, found by the nearest vectors."),
    byRegistration: z.int().describe("Found by the exhaustive registration."),
    onlyByRegistration: z.int().describe("Found by it and not by the vectors: without it nobody had seen them."),
  })
  .meta({ id: "NetShare", description: "What each of the two nets found of the proposed pairs of a region." });

export const readNets: Route = (app, { deps }) => {
  app.get(
    "/v1/nets",
    {
      schema: {
        tags: ["operations"],
        operationId: "readNets",
        summary: "Compare the two nets",
        description:
          "Of the pairs that were proposed to examiners, how many the vectors found and how many only the exhaustive registration. A share that grows says that the vectors miss mates.",
        response: { 200: shown(z.object({ items: z.array(netShareSchema) })) },
      },
    },
    async (request) => ({ items: await readNetShares(deps, contextOf(request)) }),
  );
};
