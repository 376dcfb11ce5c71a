/** /openapi.json (OpenAPI 3.1, made of the routes' contracts) and /docs, which reads it; both without a sign-in. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { ApiConfig } from "../api-config.ts";
import { describeOperation } from "../describe-operation.ts";
import { DOCS_CSS, DOCS_ICON } from "../docs-theme.ts";
import type { App } from "../fastify-types.ts";
import { GUIDE, TAGS } from "../guide.ts";
import { tidyDescription } from "../tidy-description.ts";

/** Call before the routes are registered: it collects them. */
export async function installApiDescription(app: App, config: ApiConfig): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "RIBIN core",
        version: config.version,
        summary: "Regional Integrated Ballistic Information Network",
        description: GUIDE,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: config.publicUrl ?? "/", description: "This service" }],
      tags: [...TAGS],
      security: [{ bearer: [] }],
      components: {
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "The token of a session (`rbs_…`) or of an acquisition station (`rbt_…`).",
          },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const shown = schema as Record<string, unknown>;
      if (shown?.hide === true || document.schema === undefined) return { schema: { hide: true }, url };
      return { schema: describeOperation(shown, document.route), url };
    },
    transformObject: (document) => tidyDescription(jsonSchemaTransformObject(document)),
  });

  app.get("/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
    return reply.type("application/json").send(JSON.stringify(app.swagger()));
  });

  await app.register(async (docs) => {
    docs.addHook("onRoute", (route) => {
      Object.assign(route.config ?? {}, { access: "public" });
    });
    await docs.register(swaggerUi, {
      routePrefix: "/docs",
      uiConfig: {
        url: "/openapi.json",
        deepLinking: true,
        docExpansion: "list",
        defaultModelsExpandDepth: 0,
        defaultModelExpandDepth: 2,
        defaultModelRendering: "example",
        displayRequestDuration: true,
        syntaxHighlight: { activate: true, theme: "nord" },
        validatorUrl: null,
      },
      theme: {
        title: "RIBIN core API",
        css: [{ filename: "ribin.css", content: DOCS_CSS }],
        favicon: [{ filename: "icon.svg", rel: "icon", type: "image/svg+xml", sizes: "any", content: DOCS_ICON }],
      },
    });
  });
}
