/** Every route of the API, in the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { createAccount } from "./accounts/create-account.ts";
import { inviteAccount } from "./accounts/invite-account.ts";
import { listAccounts } from "./accounts/list-accounts.ts";
import { unlockAccount } from "./accounts/unlock-account.ts";
import { updateAccount } from "./accounts/update-account.ts";
import { createAcquisition } from "./acquisitions/create-acquisition.ts";
import { createCorrelation } from "./acquisitions/create-correlation.ts";
import { createOutlines } from "./acquisitions/create-outlines.ts";
import { exportAcquisitionX3p } from "./acquisitions/export-acquisition-x3p.ts";
import { followAcquisition } from "./acquisitions/follow-acquisition.ts";
import { listAcquisitions } from "./acquisitions/list-acquisitions.ts";
import { listCandidates } from "./acquisitions/list-candidates.ts";
import { listOutlines } from "./acquisitions/list-outlines.ts";
import { readAcquisition } from "./acquisitions/read-acquisition.ts";
import { readAcquisitionFile } from "./acquisitions/read-acquisition-file.ts";
import { readAcquisitionPreview } from "./acquisitions/read-acquisition-preview.ts";
import { createAgreement } from "./agreements/create-agreement.ts";
import { listAgreements } from "./agreements/list-agreements.ts";
import { setAgreementTerms } from "./agreements/set-agreement-terms.ts";
import { withdrawAgreement } from "./agreements/withdraw-agreement.ts";
import { readArmsTableCsv } from "./arms-tables/read-arms-table-csv.ts";
import { readArmsTables } from "./arms-tables/read-arms-tables.ts";
import { listAuditEvents } from "./audit-events/list-audit-events.ts";
import { listBundleKeys } from "./bundles/list-bundle-keys.ts";
import { listBundleRecipients } from "./bundles/list-bundle-recipients.ts";
import { registerBundleKey } from "./bundles/register-bundle-key.ts";
import { revokeBundleKey } from "./bundles/revoke-bundle-key.ts";
import { plotCandidate } from "./candidates/plot-candidate.ts";
import { readAlignedMarks } from "./candidates/read-aligned-marks.ts";
import { readCandidateEvidence } from "./candidates/read-candidate-evidence.ts";
import { createCase } from "./cases/create-case.ts";
import { listCases } from "./cases/list-cases.ts";
import { readCase } from "./cases/read-case.ts";
import { removeCase } from "./cases/remove-case.ts";
import { updateCase } from "./cases/update-case.ts";
import { listAcquisitionQueue } from "./clocks/list-acquisition-queue.ts";
import { readCalendar } from "./clocks/read-calendar.ts";
import { readExhibitTimes } from "./clocks/read-exhibit-times.ts";
import { readQueues } from "./clocks/read-queues.ts";
import { recordCalendarDay } from "./clocks/record-calendar-day.ts";
import { recordExhibitTimes } from "./clocks/record-exhibit-times.ts";
import { createCorrelationOfAll } from "./correlations/create-correlation-of-all.ts";
import { listCorrelations } from "./correlations/list-correlations.ts";
import { readCorrelation } from "./correlations/read-correlation.ts";
import { createExhibit } from "./exhibits/create-exhibit.ts";
import { documentExhibit } from "./exhibits/document-exhibit.ts";
import { listCustody } from "./exhibits/list-custody.ts";
import { listExaminations } from "./exhibits/list-examinations.ts";
import { listExhibits } from "./exhibits/list-exhibits.ts";
import { readExhibit } from "./exhibits/read-exhibit.ts";
import { recordCustody } from "./exhibits/record-custody.ts";
import { removeExhibit } from "./exhibits/remove-exhibit.ts";
import { updateExhibit } from "./exhibits/update-exhibit.ts";
import { exportEvidence } from "./exports/export-evidence.ts";
import { decideSplit } from "./firearm-groups/decide-split.ts";
import { listFirearmGroups } from "./firearm-groups/list-firearm-groups.ts";
import { mergeFirearmGroups } from "./firearm-groups/merge-firearm-groups.ts";
import { proposeSplit } from "./firearm-groups/propose-split.ts";
import { readFirearmGroup } from "./firearm-groups/read-firearm-group.ts";
import { listFirearmRecords } from "./firearms/list-firearm-records.ts";
import { recordFirearm } from "./firearms/record-firearm.ts";
import { drawFlows } from "./flows/draw-flows.ts";
import { readFlows } from "./flows/read-flows.ts";
import { readFlowsCsv } from "./flows/read-flows-csv.ts";
import { readHealth } from "./health/read-health.ts";
import { readReadiness } from "./health/read-readiness.ts";
import { listHits } from "./hits/list-hits.ts";
import { readHit } from "./hits/read-hit.ts";
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
import { acceptInvitation } from "./invitations/accept-invitation.ts";
import { listJobs } from "./jobs/list-jobs.ts";
import { retryJob } from "./jobs/retry-job.ts";
import { listKeys } from "./keys/list-keys.ts";
import { createLab } from "./labs/create-lab.ts";
import { listLabs } from "./labs/list-labs.ts";
import { readLinkChart } from "./link-chart/read-link-chart.ts";
import { readLinkChartGraphml } from "./link-chart/read-link-chart-graphml.ts";
import { askThird } from "./linkages/ask-third.ts";
import { concludeLinkage } from "./linkages/conclude-linkage.ts";
import { confirmHit } from "./linkages/confirm-hit.ts";
import { correctConclusion } from "./linkages/correct-conclusion.ts";
import { listBulletComparisons } from "./linkages/list-bullet-comparisons.ts";
import { listLinkages } from "./linkages/list-linkages.ts";
import { plotBulletComparison } from "./linkages/plot-bullet-comparison.ts";
import { readLinkage } from "./linkages/read-linkage.ts";
import { recordStatement } from "./linkages/record-statement.ts";
import { reviewLinkage } from "./linkages/review-linkage.ts";
import { beginSecondFactor } from "./me/begin-second-factor.ts";
import { changePassword } from "./me/change-password.ts";
import { confirmSecondFactor } from "./me/confirm-second-factor.ts";
import { endOwnSession } from "./me/end-own-session.ts";
import { listOwnSessions } from "./me/list-own-sessions.ts";
import { readMe } from "./me/read-me.ts";
import { readSecondFactor } from "./me/read-second-factor.ts";
import { readWorkPurpose } from "./me/read-work-purpose.ts";
import { removeSecondFactor } from "./me/remove-second-factor.ts";
import { stateWorkPurpose } from "./me/state-work-purpose.ts";
import { listModels } from "./models/list-models.ts";
import { chooseMail } from "./notices/choose-mail.ts";
import { listNotifications } from "./notices/list-notifications.ts";
import { markNotificationsRead } from "./notices/mark-read.ts";
import { readMailPreference } from "./notices/read-mail-preference.ts";
import { beginOpenIdSignIn } from "./openid/begin-openid-sign-in.ts";
import { completeOpenIdSignIn } from "./openid/complete-openid-sign-in.ts";
import { listSignInMethods } from "./openid/list-sign-in-methods.ts";
import { listKnownPairs } from "./proficiency/list-known-pairs.ts";
import { readProficiency } from "./proficiency/read-proficiency.ts";
import { seedKnownPair } from "./proficiency/seed-known-pair.ts";
import { verifyReport } from "./public/verify-report.ts";
import { listRefusals } from "./refusals/list-refusals.ts";
import { createRelease } from "./releases/create-release.ts";
import { listReleases } from "./releases/list-releases.ts";
import { withdrawRelease } from "./releases/withdraw-release.ts";
import { listRemovalNotices } from "./removals/list-removal-notices.ts";
import { listRemovals } from "./removals/list-removals.ts";
import { restoreEvidence } from "./removals/restore-evidence.ts";
import { answerReportRequest } from "./report-requests/answer-request.ts";
import { createReportRequest } from "./report-requests/create-report-request.ts";
import { issueRequestedReports } from "./report-requests/issue-requested-reports.ts";
import { listReportRequests } from "./report-requests/list-report-requests.ts";
import { listReportRequestParts } from "./report-requests/list-request-parts.ts";
import { readReportRequest } from "./report-requests/read-report-request.ts";
import { replyToQuestion } from "./report-requests/reply-to-question.ts";
import { withdrawReportRequest } from "./report-requests/withdraw-report-request.ts";
import { issueReport } from "./reports/issue-report.ts";
import { readReport } from "./reports/read-report.ts";
import { readReportJson } from "./reports/read-report-json.ts";
import { readReportPdf } from "./reports/read-report-pdf.ts";
import { readReportSignature } from "./reports/read-report-signature.ts";
import { withdrawReport } from "./reports/withdraw-report.ts";
import { decidePurge } from "./retention/decide-purge.ts";
import { endHold } from "./retention/end-hold.ts";
import { listDueEvidence } from "./retention/list-due-evidence.ts";
import { listHolds } from "./retention/list-holds.ts";
import { listPurges } from "./retention/list-purges.ts";
import { listRetentionRules } from "./retention/list-retention-rules.ts";
import { placeHold } from "./retention/place-hold.ts";
import { reviewPurge } from "./retention/review-purge.ts";
import { setRetentionRule } from "./retention/set-retention-rule.ts";
import { completeSession } from "./sessions/complete-session.ts";
import { createSession } from "./sessions/create-session.ts";
import { deleteSession } from "./sessions/delete-session.ts";
import { listStates } from "./states/list-states.ts";
import { listStations } from "./stations/list-stations.ts";
import { registerStation } from "./stations/register-station.ts";
import { revokeStation } from "./stations/revoke-station.ts";
import { readStatistics } from "./statistics/read-statistics.ts";
import { readStatisticsCsv } from "./statistics/read-statistics-csv.ts";
import { listSweeps } from "./sweeps/list-sweeps.ts";
import { readNets } from "./sweeps/read-nets.ts";
import { listTraceRequests } from "./trace-requests/list-trace-requests.ts";
import { readTraceForm } from "./trace-requests/read-trace-form.ts";
import { readTraceFormCsv } from "./trace-requests/read-trace-form-csv.ts";
import { readTraceFormPdf } from "./trace-requests/read-trace-form-pdf.ts";
import { readTraceRequest } from "./trace-requests/read-trace-request.ts";
import { recordTraceOutcome } from "./trace-requests/record-trace-outcome.ts";
import { requestTrace } from "./trace-requests/request-trace.ts";
import { uploadResumably } from "./uploads/upload-resumably.ts";
import { declineVerification } from "./verifications/decline-verification.ts";
import { listVerifications } from "./verifications/list-verifications.ts";
import { reassignVerification } from "./verifications/reassign-verification.ts";
import { createWebhook } from "./webhooks/create-webhook.ts";
import { listWebhookDeliveries } from "./webhooks/list-webhook-deliveries.ts";
import { listWebhooks } from "./webhooks/list-webhooks.ts";
import { rotateWebhookSecret } from "./webhooks/rotate-webhook-secret.ts";
import { withdrawWebhook } from "./webhooks/withdraw-webhook.ts";

export const ROUTES: readonly Route[] = [
  createSession,
  completeSession,
  listSignInMethods,
  beginOpenIdSignIn,
  completeOpenIdSignIn,
  deleteSession,
  acceptInvitation,
  readMe,
  listOwnSessions,
  endOwnSession,
  readWorkPurpose,
  stateWorkPurpose,
  changePassword,
  readSecondFactor,
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  listAccounts,
  createAccount,
  updateAccount,
  inviteAccount,
  unlockAccount,
  listLabs,
  createLab,
  listStations,
  registerStation,
  revokeStation,
  listStates,
  listCases,
  createCase,
  readCase,
  updateCase,
  removeCase,
  listExhibits,
  createExhibit,
  readExhibit,
  updateExhibit,
  removeExhibit,
  listCustody,
  recordCustody,
  readExhibitTimes,
  recordExhibitTimes,
  listAcquisitionQueue,
  readQueues,
  readCalendar,
  recordCalendarDay,
  listExaminations,
  documentExhibit,
  listAcquisitions,
  createAcquisition,
  readAcquisition,
  followAcquisition,
  readAcquisitionFile,
  exportAcquisitionX3p,
  readAcquisitionPreview,
  listOutlines,
  createOutlines,
  uploadResumably,
  listCandidates,
  createCorrelation,
  listCorrelations,
  readCorrelation,
  createCorrelationOfAll,
  readCandidateEvidence,
  plotCandidate,
  readAlignedMarks,
  listLinkages,
  readLinkage,
  listBulletComparisons,
  plotBulletComparison,
  reviewLinkage,
  concludeLinkage,
  correctConclusion,
  listVerifications,
  declineVerification,
  reassignVerification,
  recordStatement,
  askThird,
  confirmHit,
  listHits,
  readHit,
  listFirearmGroups,
  readFirearmGroup,
  mergeFirearmGroups,
  proposeSplit,
  decideSplit,
  seedKnownPair,
  listKnownPairs,
  readProficiency,
  issueReport,
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
  withdrawWebhook,
  listWebhookDeliveries,
  listReleases,
  createRelease,
  withdrawRelease,
  listRemovals,
  listRemovalNotices,
  restoreEvidence,
  listRetentionRules,
  setRetentionRule,
  listHolds,
  placeHold,
  endHold,
  listDueEvidence,
  listPurges,
  reviewPurge,
  decidePurge,
  listAgreements,
  createAgreement,
  setAgreementTerms,
  withdrawAgreement,
  readStatistics,
  readStatisticsCsv,
  readFlows,
  readFlowsCsv,
  drawFlows,
  readLinkChart,
  readLinkChartGraphml,
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
  listJobs,
  retryJob,
  listModels,
  listSweeps,
  readNets,
  listRefusals,
  listAuditEvents,
  listKeys,
  readHealth,
  readReadiness,
];
