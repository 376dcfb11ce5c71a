import type { RouteObject } from "react-router";

export const intelligenceRoutes: RouteObject[] = [
  {
    path: "/intelligence",
    lazy: async () => ({ Component: (await import("./intelligence-page.tsx")).IntelligencePage }),
  },
  {
    path: "/statistics",
    lazy: async () => ({ Component: (await import("./statistics-page.tsx")).StatisticsPage }),
  },
  {
    path: "/statistics/proficiency",
    lazy: async () => ({ Component: (await import("./proficiency-page.tsx")).ProficiencyPage }),
  },
];
