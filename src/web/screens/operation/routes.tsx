/** The room of operation. */
import type { RouteObject } from "react-router";

export const operationRoutes: RouteObject[] = [
  { path: "operation", lazy: async () => ({ Component: (await import("./jobs-page.tsx")).JobsPage }) },
  { path: "operation/models", lazy: async () => ({ Component: (await import("./models-page.tsx")).ModelsPage }) },
  { path: "operation/sweeps", lazy: async () => ({ Component: (await import("./sweeps-page.tsx")).SweepsPage }) },
  { path: "operation/refusals", lazy: async () => ({ Component: (await import("./refusals-page.tsx")).RefusalsPage }) },
];
