/** From files to evidence: sending, following, quality, outlines. */
import type { RouteObject } from "react-router";

export const acquireRoutes: RouteObject[] = [
  { path: "acquire", lazy: async () => ({ Component: (await import("./acquire-page.tsx")).AcquirePage }) },
  {
    path: "acquisitions/:acquisitionId",
    lazy: async () => ({ Component: (await import("./acquisition-page.tsx")).AcquisitionPage }),
  },
  {
    path: "acquisitions/:acquisitionId/outlines",
    lazy: async () => ({ Component: (await import("./outlines-page.tsx")).OutlinesPage }),
  },
];
