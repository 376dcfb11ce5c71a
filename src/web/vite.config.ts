/** Builds the workbench into dist/web; `npm run build` calls it after the compiler. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  base: "/",
  publicDir: "public",
  logLevel: "warn",
  build: {
    outDir: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    emptyOutDir: true,
    // A picture in a data address would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    target: "es2023",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // "use client" is for servers that render; nothing is rendered on one here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  // While pages are being written: `npx vite src/web` beside `npm start`.
  server: { proxy: { "/v1": "http://127.0.0.1:8080", "/openapi.json": "http://127.0.0.1:8080" } },
});
