/** The rooms of coordinators. */
import type { RouteObject } from "react-router";

export const coordinateRoutes: RouteObject[] = [
  { path: "labs", lazy: async () => ({ Component: (await import("./labs-page.tsx")).LabsPage }) },
  { path: "sharing", lazy: async () => ({ Component: (await import("./sharing-page.tsx")).SharingPage }) },
  { path: "sharing/releases", lazy: async () => ({ Component: (await import("./releases-page.tsx")).ReleasesPage }) },
  { path: "sharing/removals", lazy: async () => ({ Component: (await import("./removals-page.tsx")).RemovalsPage }) },
  { path: "people", lazy: async () => ({ Component: (await import("./people-page.tsx")).PeoplePage }) },
  { path: "people/labs", lazy: async () => ({ Component: (await import("./lab-list-page.tsx")).LabListPage }) },
  {
    path: "people/stations",
    lazy: async () => ({ Component: (await import("./station-list-page.tsx")).StationListPage }),
  },
];
