import { z } from "zod";
import { revokeBundleKey as revokeBundleKeyUsecase } from "../../../usecases/exchange/manage-bundle-keys.ts";
import { bundleKeyIdSchema, bundleKeySchema } from "../../contracts/bundle.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const revokeBundleKey: Route = (app, { deps }) => {
  app.delete(
    "/v1/bundle-keys/:bundleKeyId",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["exchange"],
        operationId: "revokeBundleKey",
        summary: "Revoke a bundle key",
        description:
          "Bundles that it signed are refused from now on, whenever they were made; what was received stays.",
        params: z.strictObject({ bundleKeyId: bundleKeyIdSchema }),
        response: { 200: shown(bundleKeySchema) },
      },
    },
    async (request) => revokeBundleKeyUsecase(deps, contextOf(request), { id: request.params.bundleKeyId }),
  );
};
