/** A body for each route that changes something, of the evidence of the world that all addresses name. */

import { randomBytes, randomUUID } from "node:crypto";
import { ARROW } from "../../support/annotation-steps.ts";
import { QUEUE_REVIEW } from "../../support/state-work.ts";
import { EXAMINATION, OUTLINES, RECEIPT } from "./evidence-world.ts";
import { FIREARM, TRACE, TRACE_ANSWER } from "./firearms.ts";
import { type KnownWorld, tomorrow } from "./known-world.ts";
import { NEW_CASE, NEW_EXHIBIT, PASSWORD } from "./people.ts";

/** Bodies that each route's contract takes, where an empty one is refused for itself. */
export function makeBodies(made: KnownWorld): Readonly<Record<string, object>> {
  const { caseId, linkageId } = made.known;
  const { tt } = made.world;
  const reason = "We want to.";
  return {
    "/v1/me/work-purpose": QUEUE_REVIEW,
    "/v1/me/password": { currentPassword: PASSWORD, newPassword: "six geese over the harbour" },
    "/v1/me/second-factor/confirmation": { code: "123456" },
    "/v1/me/second-factor/removal": { code: "123456" },
    "/v1/accounts": { state: "TT", email: "station@ribin.example", name: "Station", roles: ["verifier"] },
    "/v1/accounts/:accountId": { name: "Station" },
    "/v1/accounts/:accountId/identities": { provider: "police" },
    "/v1/labs": { state: "TT", name: "Station", contact: "x" },
    "/v1/stations": { labId: tt.technician.labId, name: "Another" },
    "/v1/cases": { ...NEW_CASE, caseNumber: randomUUID() },
    "/v1/cases/:caseId": { place: "Elsewhere" },
    "/v1/exhibits": { ...NEW_EXHIBIT, caseId, exhibitNumber: randomUUID() },
    "/v1/exhibits/:exhibitId": { comment: "Mine" },
    "/v1/exhibits/:exhibitId/custody": RECEIPT,
    "/v1/exhibits/:exhibitId/firearm-records": FIREARM,
    "/v1/exhibits/:exhibitId/trace-requests": TRACE,
    "/v1/trace-requests/:traceRequestId/outcomes": TRACE_ANSWER,
    "/v1/cases/:caseId/ibin-indicators": { indicator: "terrorism", holds: true },
    "/v1/cases/:caseId/ibin-decisions": { decision: "declined", reasons: reason },
    "/v1/acquisitions/:acquisitionId/outlines": OUTLINES,
    "/v1/acquisitions/:acquisitionId/correlations": { reason },
    "/v1/correlations": { region: "BreechFace", reason },
    "/v1/linkages/:linkageId/reviews": { decision: "elimination", reasons: reason },
    "/v1/linkages/:linkageId/conclusions": { conclusion: "elimination", reasons: reason },
    "/v1/linkages/:linkageId/conclusions/:conclusionId/corrections": {
      conclusion: "elimination",
      basis: "class",
      reasons: reason,
      correctionReason: reason,
    },
    "/v1/linkages/:linkageId/annotations": {
      candidateId: made.known.candidateId,
      comparisonId: randomUUID(),
      side: "a",
      shape: ARROW,
      text: "Mine",
    },
    "/v1/linkages/:linkageId/pictures": {
      candidateId: made.known.candidateId,
      comparisonId: randomUUID(),
      png: "AAAA",
    },
    "/v1/linkages/:linkageId/annotations/:annotationId/correction": { shape: ARROW, text: "Mine", reason },
    "/v1/linkages/:linkageId/annotations/:annotationId/withdrawal": { reason },
    "/v1/linkages/:linkageId/consultation/statements": { statement: reason },
    "/v1/linkages/:linkageId/consultation/third": { reason },
    "/v1/verifications/:assignmentId/decline": { reason },
    "/v1/verifications/:assignmentId/reassign": { reason },
    "/v1/exhibits/:exhibitId/examinations": EXAMINATION,
    "/v1/known-pairs": {
      exhibitA: made.known.exhibitId,
      exhibitB: made.known.exhibitId,
      sameFirearm: true,
      source: "simulated",
    },
    "/v1/firearm-groups/:groupId/merge": {
      otherGroupId: "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10",
      reason: "One serial number.",
    },
    "/v1/firearm-groups/:groupId/splits": {
      memberIds: ["019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10"],
      reason: "Another firing pin made it.",
    },
    "/v1/firearm-splits/:splitId/decision": { approved: true, reason: "I see it as well." },
    "/v1/reports": { linkageId, kind: "hit" },
    "/v1/reports/:reportId/withdraw": { reason },
    "/v1/releases": { caseId, toState: "BB", purpose: reason, expiresAt: tomorrow() },
    "/v1/agreements": { states: ["TT", "BB"] },
    "/v1/agreements/:agreementId/terms": { categories: ["CE"], images: false, validUntil: null },
    "/v1/cases/:caseId/removal": { reasonCode: "duplicate", reason },
    "/v1/exhibits/:exhibitId/removal": { reasonCode: "duplicate", reason },
    "/v1/removals/:removalId/restoration": { reason },
    "/v1/retention-rules": { category: "LIC", days: 3_650, countedFrom: "exhibit_entered" },
    "/v1/cases/:caseId/legal-holds": { reason },
    "/v1/legal-holds/:holdId/end": { reason },
    "/v1/purges": { exhibitId: made.known.exhibitId, reason },
    "/v1/purges/:purgeId/decision": { decision: "refused", reason },
    "/v1/calendar-days": { state: "TT", day: "2026-11-09", kind: "holiday", name: "Divali" },
    "/v1/report-requests": { caseNumber: made.world.left.case.caseNumber, purpose: reason },
    "/v1/report-requests/:requestId/replies": { partId: randomUUID(), words: reason },
    "/v1/report-requests/:requestId/withdraw": { reason },
    "/v1/report-request-parts/:partId/answers": { decision: "refused", reason },
    "/v1/me/notifications/reads": { ids: [randomUUID()] },
    "/v1/me/notification-preferences": { mail: ["lead_made"] },
    "/v1/webhooks": { url: "https://93.184.216.34/", kinds: ["lead_made"] },
    "/v1/bundle-keys": {
      labId: tt.technician.labId,
      name: "Outpost",
      publicKey: randomBytes(32).toString("base64url"),
    },
  };
}
