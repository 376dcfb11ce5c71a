import { z } from "zod";
import { listAgreements as listAgreementsUsecase } from "../../../usecases/sharing/list-agreements.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { agreementSchema } from "../../contracts/sharing.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listAgreements: Route = (app, { deps }) => {
  app.get(
    "/v1/agreements",
    {
      schema: {
        tags: ["sharing"],
        operationId: "listAgreements",
        summary: "List agreements between states",
        description: "Your state's; all of them for the region's coordinators and auditors.",
        querystring: z.strictObject({ ...pageQuery }),
        response: { 200: pageSchema(agreementSchema) },
      },
    },
    async (request) => listAgreementsUsecase(deps, contextOf(request), request.query),
  );
};
