import { z } from "zod";
import { momentInputSchema } from "../../../domain/calendar-bounds.ts";
import { setAgreementTerms as setAgreementTermsUsecase } from "../../../usecases/sharing/set-agreement-terms.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { agreementSchema, imagesSharedSchema, sharedCategoriesSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const setAgreementTerms: Route = (app, { deps }) => {
  app.post(
    "/v1/agreements/:agreementId/terms",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["sharing"],
        operationId: "setAgreementTerms",
        summary: "Set other terms of an agreement",
        description:
          "A new record that counts from the next read on; the older terms stay. Narrower categories bind until other terms or the withdrawal.",
        params: z.strictObject({ agreementId: idSchema }),
        body: z.strictObject({
          categories: sharedCategoriesSchema,
          images: imagesSharedSchema,
          validUntil: momentInputSchema.nullable().describe("Of the images. Null: until it is withdrawn."),
        }),
        response: { 201: shown(agreementSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, id: request.params.agreementId };
      return reply.code(201).send(await setAgreementTermsUsecase(deps, contextOf(request), input));
    },
  );
};
