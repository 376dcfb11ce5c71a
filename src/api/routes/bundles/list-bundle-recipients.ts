import { recipientsSchema } from "../../contracts/bundle.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

export const listBundleRecipients: Route = (app, { deps }) => {
  app.get(
    "/v1/bundle-recipients",
    {
      config: { access: "public" },
      schema: {
        tags: ["exchange"],
        operationId: "listBundleRecipients",
        summary: "Read what bundles are encrypted to",
        description: "Public halves of the region's age keys, for `ribin bundle make --recipient`. Without a sign-in.",
        response: { 200: shown(recipientsSchema) },
      },
    },
    async () => ({ recipients: await deps.bundleOpener.listRecipients() }),
  );
};
