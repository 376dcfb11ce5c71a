/** Every route of the API, in the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { DECISION_ROUTES } from "./decision-routes.ts";
import { EVIDENCE_ROUTES } from "./evidence-routes.ts";
import { INTELLIGENCE_ROUTES } from "./intelligence-routes.ts";
import { OPERATION_ROUTES } from "./operation-routes.ts";
import { PEOPLE_ROUTES } from "./people-routes.ts";
import { REPORT_ROUTES } from "./report-routes.ts";
import { SHARING_ROUTES } from "./sharing-routes.ts";

export const ROUTES: readonly Route[] = [
  ...PEOPLE_ROUTES,
  ...EVIDENCE_ROUTES,
  ...DECISION_ROUTES,
  ...REPORT_ROUTES,
  ...SHARING_ROUTES,
  ...INTELLIGENCE_ROUTES,
  ...OPERATION_ROUTES,
];
