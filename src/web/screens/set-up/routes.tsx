import type { RouteObject } from "react-router";

export const setUpRoutes: RouteObject[] = [
  { path: "/set-up", lazy: async () => ({ Component: (await import("./set-up-page.tsx")).SetUpPage }) },
];
