/** Cases and their exhibits. */
import type { RouteObject } from "react-router";

export const evidenceRoutes: RouteObject[] = [
  { path: "cases", lazy: async () => ({ Component: (await import("./cases-page.tsx")).CasesPage }) },
  { path: "cases/new", lazy: async () => ({ Component: (await import("./new-case-page.tsx")).NewCasePage }) },
  { path: "cases/:caseId", lazy: async () => ({ Component: (await import("./case-page.tsx")).CasePage }) },
  {
    path: "cases/:caseId/exhibits/new",
    lazy: async () => ({ Component: (await import("./new-exhibit-page.tsx")).NewExhibitPage }),
  },
  { path: "exhibits/:exhibitId", lazy: async () => ({ Component: (await import("./exhibit-page.tsx")).ExhibitPage }) },
  {
    path: "exhibits/:exhibitId/label",
    lazy: async () => ({ Component: (await import("./label-page.tsx")).LabelPage }),
  },
];
