import { z } from "zod";
import { linkageStateSchema } from "../../../domain/vocabulary.ts";
import { listLinkages as listLinkagesUsecase } from "../../../usecases/review/list-linkages.ts";
import { linkageSchema } from "../../contracts/linkage.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listLinkages: Route = (app, { deps }) => {
  app.get(
    "/v1/linkages",
    {
      schema: {
        tags: ["linkages"],
        operationId: "listLinkages",
        summary: "The examiners' queue",
        description:
          "Your state's linkages: what waits longest first, the best score first, or what is due first: by your state's clock, 48 hours " +
          "(urgent 24) from the recovery of its own exhibit; only candidates unless `state` says otherwise.",
        querystring: z.strictObject({
          ...pageQuery,
          state: z
            .union([linkageStateSchema, z.array(linkageStateSchema).min(1)])
            .optional()
            .describe("May be given several times."),
          sort: z.enum(["age", "score", "due"]).default("age"),
          only: z
            .enum(["overdue", "urgent"])
            .optional()
            .describe(
              "By your state's own clocks, with `sort=due`: what should have been reviewed by now, or what runs for 24 hours.",
            ),
        }),
        response: { 200: pageSchema(linkageSchema) },
      },
    },
    async (request) => {
      const { state, ...rest } = request.query;
      const states = state === undefined ? undefined : [state].flat();
      return listLinkagesUsecase(deps, contextOf(request), { ...rest, states });
    },
  );
};
