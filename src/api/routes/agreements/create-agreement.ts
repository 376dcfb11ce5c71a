import { z } from "zod";
import { momentInputSchema } from "../../../domain/calendar-bounds.ts";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { createAgreement as createAgreementUsecase } from "../../../usecases/sharing/create-agreement.ts";
import { shown } from "../../contracts/primitives.ts";
import { agreementSchema, imagesSharedSchema, sharedCategoriesSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createAgreement: Route = (app, { deps }) => {
  app.post(
    "/v1/agreements",
    {
      config: { errors: ["DUPLICATE_RECORD"] },
      schema: {
        tags: ["sharing"],
        operationId: "createAgreement",
        summary: "Record an agreement between two states",
        description:
          "What the two states see of each other's exhibits where a candidate is between them: of which categories, and whether their examiners see the images; never of restricted cases.",
        body: z.strictObject({
          states: z.tuple([stateCodeSchema, stateCodeSchema]),
          categories: sharedCategoriesSchema.default(["CE", "TF"]),
          images: imagesSharedSchema.default(true),
          validUntil: momentInputSchema.nullable().default(null).describe("Null: until it is withdrawn."),
        }),
        response: { 201: shown(agreementSchema) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createAgreementUsecase(deps, contextOf(request), request.body)),
  );
};
