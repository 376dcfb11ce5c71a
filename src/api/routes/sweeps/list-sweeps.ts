import { z } from "zod";
import { regionSchema, SWEEP_STATES, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { listSweeps as listSweepsUsecase } from "../../../usecases/correlation/list-sweeps.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema, momentSchema } from "../../contracts/primitives.ts";
import { saidSchema } from "../../contracts/saying.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const sweepSchema = z
  .object({
    id: idSchema,
    acquisitionId: idSchema,
    ownerState: stateCodeSchema,
    region: regionSchema,
    cause: z.string().nullable().describe("Why the pass was done once more; null on arrival."),
    method: z.string(),
    methodVersion: z.string(),
    state: z
      .enum(SWEEP_STATES)
      .describe("idle: there was nothing to register it with, or it cannot be registered; then `reason` says why."),
    reason: z.string().nullable(),
    reasonSaid: saidSchema("reason"),
    shards: z.int().describe("Parts of the pass, which any worker may do."),
    shardsDone: z.int(),
    compared: z.int().nullable().describe("Marks that it was registered with; null until done."),
    unreadable: z.int().nullable().describe("Of those, records that could not be read."),
    found: z.int().nullable().describe("The best of them, which went to the candidates."),
    added: z.int().nullable().describe("Of those found, pairs that nothing had proposed before."),
    startedAt: momentSchema,
    finishedAt: momentSchema.nullable(),
    incomplete: z
      .boolean()
      .describe(
        "It began before all stored marks had a record of this method version: it is done once more when they have.",
      ),
  })
  .meta({
    id: "Sweep",
    description:
      "An exhaustive registration of one mark with every stored one of its region, behind the search by vectors.",
  });

export const listSweeps: Route = (app, { deps }) => {
  app.get(
    "/v1/sweeps",
    {
      schema: {
        tags: ["candidates"],
        operationId: "listSweeps",
        summary: "List exhaustive passes",
        description: "Of your state's evidence, newest first: how far each is, what it found and what only it found.",
        querystring: z.strictObject({ ...pageQuery, acquisitionId: idSchema.optional() }),
        response: { 200: pageSchema(sweepSchema) },
      },
    },
    async (request) => listSweepsUsecase(deps, contextOf(request), request.query),
  );
};
