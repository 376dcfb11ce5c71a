/** The workbench: the pages of `src/web` as they were built, without a sign-in. What they show is asked of the API. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import type { ApiConfig } from "../api-config.ts";
import type { App } from "../fastify-types.ts";

/** The first part of each address that is a page: the page is one document, and its script reads the rest. */
const PAGE_ROOMS = [
  "sign-in",
  "set-up",
  "invitation",
  "verify-report",
  "account",
  "notifications",
  "cases",
  "exhibits",
  "acquisitions",
  "acquire",
  "queue",
  "linkages",
  "verifications",
  "hits",
  "firearm-groups",
  "report-requests",
  "reports",
  "labs",
  "sharing",
  "people",
  "statistics",
  "intelligence",
  "exchange",
  "retention",
  "audit",
  "operation",
] as const;

/** No script, style, font or picture but the service's own, nothing inline, in nobody's frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * What browsers obey in a document's answer alone (there are no workers, whose scripts have a policy of their own): with each of the thirty files of a first
 * screen it costs a slow line more than some of the files do.
 */
const OF_DOCUMENTS = [
  ...["content-security-policy", "cross-origin-opener-policy", "origin-agent-cluster", "referrer-policy"],
  ...[
    "x-dns-prefetch-control",
    "x-download-options",
    "x-frame-options",
    "x-permitted-cross-domain-policies",
    "x-xss-protection",
  ],
] as const;

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Serves nothing where the pages were not built (`npm run build`): the API needs no browser. */
export async function installWorkbench(app: App, { workbenchFolder }: ApiConfig): Promise<void> {
  if (workbenchFolder === null || !existsSync(join(workbenchFolder, "index.html"))) return;
  await app.register(async (pages) => {
    pages.addHook("onRoute", (route) => {
      Object.assign(route.config ?? {}, { access: "public" });
      route.schema = { ...route.schema, hide: true };
    });
    pages.addHook("onSend", async (request, reply) => {
      if (!request.url.startsWith("/assets/")) {
        reply.header("content-security-policy", PAGE_POLICY);
        return;
      }
      for (const name of OF_DOCUMENTS) reply.removeHeader(name).raw.removeHeader(name);
    });
    await pages.register(fastifyStatic, {
      root: workbenchFolder,
      // Each file is a route of its own: no address names a file that was not built.
      wildcard: false,
      index: false,
      globIgnore: ["**/*.br", "**/*.gz", "**/index.html"],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Vite writes a hash of the content into each name under assets/.
        const kept = path.includes("/assets/") ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : "no-cache";
        reply.header("cache-control", kept);
      },
    });
    const sendPage = (_request: unknown, reply: FastifyReply) => reply.sendFile("index.html");
    pages.get("/", sendPage);
    for (const room of PAGE_ROOMS) {
      pages.get(`/${room}`, sendPage);
      pages.get(`/${room}/*`, sendPage);
    }
  });
}
