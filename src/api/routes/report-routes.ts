/** Reports, requests for them, and what people are told of. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { chooseMail } from "./notices/choose-mail.ts";
import { listNotifications } from "./notices/list-notifications.ts";
import { markNotificationsRead } from "./notices/mark-read.ts";
import { readMailPreference } from "./notices/read-mail-preference.ts";
import { verifyReport } from "./public/verify-report.ts";
import { answerReportRequest } from "./report-requests/answer-request.ts";
import { createReportRequest } from "./report-requests/create-report-request.ts";
import { issueRequestedReports } from "./report-requests/issue-requested-reports.ts";
import { listReportRequests } from "./report-requests/list-report-requests.ts";
import { listReportRequestParts } from "./report-requests/list-request-parts.ts";
import { readReportRequest } from "./report-requests/read-report-request.ts";
import { replyToQuestion } from "./report-requests/reply-to-question.ts";
import { withdrawReportRequest } from "./report-requests/withdraw-report-request.ts";
import { issueReport } from "./reports/issue-report.ts";
import { listReports } from "./reports/list-reports.ts";
import { readReport } from "./reports/read-report.ts";
import { readReportJson } from "./reports/read-report-json.ts";
import { readReportPdf } from "./reports/read-report-pdf.ts";
import { readReportSignature } from "./reports/read-report-signature.ts";
import { withdrawReport } from "./reports/withdraw-report.ts";
import { createWebhook } from "./webhooks/create-webhook.ts";
import { listWebhookDeliveries } from "./webhooks/list-webhook-deliveries.ts";
import { listWebhooks } from "./webhooks/list-webhooks.ts";
import { rotateWebhookSecret } from "./webhooks/rotate-webhook-secret.ts";
import { testWebhook } from "./webhooks/test-webhook.ts";
import { withdrawWebhook } from "./webhooks/withdraw-webhook.ts";

export const REPORT_ROUTES: readonly Route[] = [
  issueReport,
  listReports,
  readReport,
  readReportJson,
  readReportPdf,
  readReportSignature,
  withdrawReport,
  verifyReport,
  listReportRequests,
  createReportRequest,
  readReportRequest,
  replyToQuestion,
  withdrawReportRequest,
  issueRequestedReports,
  listReportRequestParts,
  answerReportRequest,
  listNotifications,
  markNotificationsRead,
  readMailPreference,
  chooseMail,
  listWebhooks,
  createWebhook,
  rotateWebhookSecret,
  testWebhook,
  withdrawWebhook,
  listWebhookDeliveries,
];
