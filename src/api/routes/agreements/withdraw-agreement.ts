import { z } from "zod";
import { withdrawAgreement as withdrawAgreementUsecase } from "../../../usecases/sharing/withdraw-agreement.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { agreementSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const withdrawAgreement: Route = (app, { deps }) => {
  app.post(
    "/v1/agreements/:agreementId/withdraw",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["sharing"],
        operationId: "withdrawAgreement",
        summary: "Withdraw an agreement",
        description: "From now on neither state sees the other's images without a release.",
        params: z.strictObject({ agreementId: idSchema }),
        response: { 200: shown(agreementSchema) },
      },
    },
    async (request) => withdrawAgreementUsecase(deps, contextOf(request), { id: request.params.agreementId }),
  );
};
