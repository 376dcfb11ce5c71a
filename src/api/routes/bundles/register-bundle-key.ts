import { registerBundleKey as registerBundleKeyUsecase } from "../../../usecases/exchange/manage-bundle-keys.ts";
import { bundleKeySchema, newBundleKeySchema } from "../../contracts/bundle.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const registerBundleKey: Route = (app, { deps }) => {
  app.post(
    "/v1/bundle-keys",
    {
      config: { errors: ["DUPLICATE_RECORD", "NOT_FOUND"] },
      schema: {
        tags: ["exchange"],
        operationId: "registerBundleKey",
        summary: "Register a key that signs bundles",
        description:
          "By the national coordinator. Bundles that it signs are received from now on; the private half never leaves its station.",
        body: newBundleKeySchema,
        response: { 201: shown(bundleKeySchema) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await registerBundleKeyUsecase(deps, contextOf(request), request.body)),
  );
};
