/** The room in which evidence comes in from other systems and goes out to them. */
import type { RouteObject } from "react-router";

export const exchangeRoutes: RouteObject[] = [
  { path: "exchange", lazy: async () => ({ Component: (await import("./imports-page.tsx")).ImportsPage }) },
  {
    path: "exchange/imports/:importId",
    lazy: async () => ({ Component: (await import("./import-page.tsx")).ImportPage }),
  },
  { path: "exchange/export", lazy: async () => ({ Component: (await import("./export-page.tsx")).ExportPage }) },
  {
    path: "exchange/bundle-keys",
    lazy: async () => ({ Component: (await import("./bundle-keys-page.tsx")).BundleKeysPage }),
  },
  {
    path: "exchange/nominations",
    lazy: async () => ({ Component: (await import("./nominations-page.tsx")).NominationsPage }),
  },
  { path: "exchange/webhooks", lazy: async () => ({ Component: (await import("./webhooks-page.tsx")).WebhooksPage }) },
  {
    path: "exchange/webhooks/:webhookId",
    lazy: async () => ({ Component: (await import("./webhook-page.tsx")).WebhookPage }),
  },
];
