import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { listRefusals as listRefusalsUsecase } from "../../../usecases/acquisitions/list-refusals.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema, momentSchema } from "../../contracts/primitives.ts";
import { saidSchema } from "../../contracts/saying.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const refusalSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema.nullable(),
    actorKind: z.string(),
    actorId: idSchema,
    exhibitId: idSchema.nullable(),
    fileName: z.string(),
    sizeBytes: z.int(),
    sha256: z.string().describe("Of the bytes that came."),
    code: z.string().describe("As in the problem document that the uploader got."),
    detail: z.string(),
    detailSaid: saidSchema("detail"),
    requestId: z.string(),
    createdAt: momentSchema,
  })
  .meta({ id: "Refusal", description: "A file that was not accepted: who sent what, and why it was refused." });

export const listRefusals: Route = (app, { deps }) => {
  app.get(
    "/v1/refusals",
    {
      schema: {
        tags: ["operations"],
        operationId: "listRefusals",
        summary: "List refused files of your state's labs",
        querystring: z.strictObject({ ...pageQuery }),
        response: { 200: pageSchema(refusalSchema) },
      },
    },
    async (request) => listRefusalsUsecase(deps, contextOf(request), request.query),
  );
};
