import type { RouteObject } from "react-router";

export const reportsRoutes: RouteObject[] = [
  { path: "/reports", lazy: async () => ({ Component: (await import("./reports-page.tsx")).ReportsPage }) },
  { path: "/reports/:reportId", lazy: async () => ({ Component: (await import("./report-page.tsx")).ReportPage }) },
  {
    path: "/report-requests",
    lazy: async () => ({ Component: (await import("./requests-page.tsx")).RequestsPage }),
  },
  {
    path: "/report-requests/:requestId",
    lazy: async () => ({ Component: (await import("./request-page.tsx")).RequestPage }),
  },
];

/** Without a sign-in. */
export const publicReportRoutes: RouteObject[] = [
  {
    path: "/verify-report",
    lazy: async () => ({ Component: (await import("./verify-report-page.tsx")).VerifyReportPage }),
  },
];
