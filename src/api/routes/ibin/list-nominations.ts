import { z } from "zod";
import { ibinDecisionSchema } from "../../../domain/intelligence/ibin.ts";
import { listNominations as listNominationsUsecase } from "../../../usecases/intelligence/list-nominations.ts";
import { nominationSchema } from "../../contracts/ibin.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listNominations: Route = (app, { deps }) => {
  app.get(
    "/v1/ibin-nominations",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "listNominations",
        summary: "List the cases that may be worth nominating to INTERPOL's IBIN",
        description:
          "Your state's, newest first, with what speaks for each and what was decided. A page may be shorter than its limit.",
        querystring: z.strictObject({ ...pageQuery, decision: ibinDecisionSchema.optional() }),
        response: { 200: pageSchema(nominationSchema) },
      },
    },
    async (request) => listNominationsUsecase(deps, contextOf(request), request.query),
  );
};
