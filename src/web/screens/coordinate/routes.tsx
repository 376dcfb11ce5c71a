/** The rooms of coordinators. */
import type { RouteObject } from "react-router";

export const coordinateRoutes: RouteObject[] = [
  { path: "labs", lazy: async () => ({ Component: (await import("./labs-page.tsx")).LabsPage }) },
];
