/** How long evidence is kept, what holds it, and what ends it. */
import type { RouteObject } from "react-router";

export const retentionRoutes: RouteObject[] = [
  { path: "retention", lazy: async () => ({ Component: (await import("./purges-page.tsx")).PurgesPage }) },
  { path: "retention/holds", lazy: async () => ({ Component: (await import("./holds-page.tsx")).HoldsPage }) },
  { path: "retention/rules", lazy: async () => ({ Component: (await import("./rules-page.tsx")).RulesPage }) },
];
