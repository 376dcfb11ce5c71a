import type { RouteObject } from "react-router";

export const compareRoutes: RouteObject[] = [
  {
    path: "/linkages/:linkageId/compare",
    lazy: async () => ({ Component: (await import("./compare-page.tsx")).ComparePage }),
  },
];
