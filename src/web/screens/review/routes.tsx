/** The rooms of examiners and verifiers. */
import type { RouteObject } from "react-router";

export const reviewRoutes: RouteObject[] = [
  {
    path: "queue",
    lazy: async () => {
      const { QueuePage, openQueue } = await import("./queue-page.tsx");
      return { Component: QueuePage, loader: openQueue };
    },
  },
  {
    path: "acquisitions/:acquisitionId/candidates",
    lazy: async () => ({ Component: (await import("./candidates-page.tsx")).CandidatesPage }),
  },
  { path: "linkages/:linkageId", lazy: async () => ({ Component: (await import("./linkage-page.tsx")).LinkagePage }) },
  {
    path: "verifications",
    lazy: async () => ({ Component: (await import("./verifications-page.tsx")).VerificationsPage }),
  },
  { path: "hits", lazy: async () => ({ Component: (await import("./hits-page.tsx")).HitsPage }) },
  { path: "hits/:hitId", lazy: async () => ({ Component: (await import("./hit-page.tsx")).HitPage }) },
  { path: "firearm-groups", lazy: async () => ({ Component: (await import("./groups-page.tsx")).GroupsPage }) },
  { path: "firearm-groups/:groupId", lazy: async () => ({ Component: (await import("./group-page.tsx")).GroupPage }) },
];
