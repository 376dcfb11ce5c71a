import { z } from "zod";
import { listBundleKeys as listBundleKeysUsecase } from "../../../usecases/exchange/manage-bundle-keys.ts";
import { bundleKeySchema } from "../../contracts/bundle.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const listBundleKeys: Route = (app, { deps }) => {
  app.get(
    "/v1/bundle-keys",
    {
      schema: {
        tags: ["exchange"],
        operationId: "listBundleKeys",
        summary: "List your state's bundle keys",
        description: "Newest first, revoked ones among them.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(bundleKeySchema) },
      },
    },
    async (request) => listBundleKeysUsecase(deps, contextOf(request), request.query),
  );
};
