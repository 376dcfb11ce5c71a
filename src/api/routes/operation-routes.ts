/** Jobs, models, refusals, the audit trail, keys, health. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { listAuditVerifications, requestAuditVerification } from "./audit-events/audit-verifications.ts";
import { exportAuditEventsCsv } from "./audit-events/export-audit-events-csv.ts";
import { listAuditEvents } from "./audit-events/list-audit-events.ts";
import { readHealth } from "./health/read-health.ts";
import { readReadiness } from "./health/read-readiness.ts";
import { listJobs } from "./jobs/list-jobs.ts";
import { retryJob } from "./jobs/retry-job.ts";
import { listKeys } from "./keys/list-keys.ts";
import { listModels } from "./models/list-models.ts";
import { listRefusals } from "./refusals/list-refusals.ts";
import { listSweeps } from "./sweeps/list-sweeps.ts";
import { readNets } from "./sweeps/read-nets.ts";

export const OPERATION_ROUTES: readonly Route[] = [
  listJobs,
  retryJob,
  listModels,
  listSweeps,
  readNets,
  listRefusals,
  listAuditEvents,
  exportAuditEventsCsv,
  requestAuditVerification,
  listAuditVerifications,
  listKeys,
  readHealth,
  readReadiness,
];
