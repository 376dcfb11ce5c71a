/** The room of oversight. */
import type { RouteObject } from "react-router";

export const auditRoutes: RouteObject[] = [
  { path: "audit", lazy: async () => ({ Component: (await import("./audit-page.tsx")).AuditPage }) },
  { path: "audit/chain", lazy: async () => ({ Component: (await import("./chain-page.tsx")).ChainPage }) },
];
