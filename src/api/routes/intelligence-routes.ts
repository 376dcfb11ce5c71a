/** Figures, flows, charts, traces and nominations; what leaves and comes as files. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { readArmsTableCsv } from "./arms-tables/read-arms-table-csv.ts";
import { readArmsTables } from "./arms-tables/read-arms-tables.ts";
import { listBundleKeys } from "./bundles/list-bundle-keys.ts";
import { listBundleRecipients } from "./bundles/list-bundle-recipients.ts";
import { registerBundleKey } from "./bundles/register-bundle-key.ts";
import { revokeBundleKey } from "./bundles/revoke-bundle-key.ts";
import { exportEvidence } from "./exports/export-evidence.ts";
import { readGroupChart } from "./firearm-groups/read-group-chart.ts";
import { readGroupChartGraphml } from "./firearm-groups/read-group-chart-graphml.ts";
import { listFirearmRecords } from "./firearms/list-firearm-records.ts";
import { recordFirearm } from "./firearms/record-firearm.ts";
import { drawFlows } from "./flows/draw-flows.ts";
import { readFlows } from "./flows/read-flows.ts";
import { readFlowsCsv } from "./flows/read-flows-csv.ts";
import { decideNomination } from "./ibin/decide-nomination.ts";
import { exportNominations } from "./ibin/export-nominations.ts";
import { exportNominationsCsv } from "./ibin/export-nominations-csv.ts";
import { listIndicators } from "./ibin/list-indicators.ts";
import { listNominations } from "./ibin/list-nominations.ts";
import { recordIndicator } from "./ibin/record-indicator.ts";
import { applyImport } from "./imports/apply-import.ts";
import { createImport } from "./imports/create-import.ts";
import { listImportItems } from "./imports/list-import-items.ts";
import { listImports } from "./imports/list-imports.ts";
import { readImport } from "./imports/read-import.ts";
import { readLinkChart } from "./link-chart/read-link-chart.ts";
import { readLinkChartGraphml } from "./link-chart/read-link-chart-graphml.ts";
import { readStatistics } from "./statistics/read-statistics.ts";
import { readStatisticsCsv } from "./statistics/read-statistics-csv.ts";
import { listTraceRequests } from "./trace-requests/list-trace-requests.ts";
import { readTraceForm } from "./trace-requests/read-trace-form.ts";
import { readTraceFormCsv } from "./trace-requests/read-trace-form-csv.ts";
import { readTraceFormPdf } from "./trace-requests/read-trace-form-pdf.ts";
import { readTraceRequest } from "./trace-requests/read-trace-request.ts";
import { recordTraceOutcome } from "./trace-requests/record-trace-outcome.ts";
import { requestTrace } from "./trace-requests/request-trace.ts";

export const INTELLIGENCE_ROUTES: readonly Route[] = [
  readStatistics,
  readStatisticsCsv,
  readFlows,
  readFlowsCsv,
  drawFlows,
  readLinkChart,
  readLinkChartGraphml,
  readGroupChart,
  readGroupChartGraphml,
  readArmsTables,
  readArmsTableCsv,
  exportEvidence,
  listImports,
  createImport,
  readImport,
  listImportItems,
  applyImport,
  listBundleKeys,
  registerBundleKey,
  revokeBundleKey,
  listBundleRecipients,
  listFirearmRecords,
  recordFirearm,
  listTraceRequests,
  requestTrace,
  readTraceRequest,
  recordTraceOutcome,
  readTraceForm,
  readTraceFormCsv,
  readTraceFormPdf,
  listIndicators,
  recordIndicator,
  listNominations,
  decideNomination,
  exportNominations,
  exportNominationsCsv,
];
