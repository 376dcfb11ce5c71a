/** Requests as such, and what the records already say. */
import type { ErrorDefinition } from "./error-definition.ts";

export const REQUEST_ERRORS = {
  VALIDATION_FAILED: {
    status: 400,
    title: "The request is not valid",
    remedy: "Correct the fields named in `errors`.",
  },
  CURSOR_INVALID: { status: 400, title: "The page cursor is not valid", remedy: "Start again without `cursor`." },
  USAGE: { status: 400, title: "The command was not understood", remedy: "See `ribin --help` and docs/cli.md." },
  FORBIDDEN: {
    status: 403,
    title: "Not permitted",
    remedy: "Ask the coordinator of your state for the role or the release.",
  },
  PURPOSE_REQUIRED: {
    status: 403,
    passing: true,
    title: "This session of work has no stated purpose",
    remedy:
      "State the purpose and the case number once in this session (`POST /v1/me/work-purpose`), then send the request again.",
  },
  NOT_FOUND: {
    status: 404,
    title: "Not found",
    remedy: "Check the identifier; evidence that you may not see is not found either.",
  },
  RECORD_REMOVED: {
    status: 410,
    title: "The state that owns it removed it",
    remedy:
      "Nothing of it is shown any more; `removedAt` says since when. Ask that state's lab where you rested on it.",
  },
  METHOD_NOT_ALLOWED: { status: 405, title: "Method not allowed", remedy: "See the API description at /openapi.json." },
  CONFLICT: {
    status: 409,
    title: "The state of the record does not allow this",
    remedy: "Read the record again; its state says what comes next.",
  },
  DUPLICATE_ACQUISITION: {
    status: 409,
    title: "The same file was already received from this lab",
    remedy: "Use the first acquisition, which `existingId` names.",
  },
  DUPLICATE_RECORD: {
    status: 409,
    title: "A record with this key exists",
    remedy: "Use the existing record or choose another number.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    title: "The idempotency key was used for another request",
    remedy: "Use a new Idempotency-Key for a new request.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    status: 409,
    title: "A request with this idempotency key is still running",
    remedy: "Wait, then send the same request again.",
  },
  SAME_EXAMINER: {
    status: 409,
    title: "The verifier must be another person",
    remedy: "Ask a second examiner, preferably of another state, to verify.",
  },
  SAME_COORDINATOR: {
    status: 409,
    title: "A purge is confirmed by a second person",
    remedy: "Ask another national coordinator of your state, whose sign-in neither of you issued, to decide.",
  },
  PURGE_BLOCKED: {
    status: 409,
    title: "A legal hold or a hit stands against the purge",
    remedy:
      "End the hold, or state in `hitsSettled` how it was settled with the states of the hit that the evidence may go.",
  },
  VERIFICATION_MISSING: {
    status: 409,
    title: "The linkage has no agreeing blind verification",
    remedy: "Have a second examiner record a conclusion first.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    title: "This route does not take this kind of body",
    remedy: "Set Content-Type to one that the API description names for this route.",
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: "The record has changed since you read it",
    remedy: "Read it again and send its new ETag in If-Match.",
  },
  PRECONDITION_REQUIRED: { status: 428, title: "If-Match is required", remedy: "Send the record's ETag in If-Match." },
  TOO_MANY_REQUESTS: {
    status: 429,
    passing: true,
    title: "Too many requests",
    remedy: "Wait for the seconds given in Retry-After.",
  },
  EVIDENCE_ALTERED: {
    status: 500,
    title: "A stored mark is not the one that was compared",
    remedy: "Tell the operator; the mark must be restored from a backup of the store.",
  },
  AUDIT_BROKEN: {
    status: 500,
    title: "The audit trail is broken",
    remedy:
      "Change nothing; compare with a backup and with exports and heads that were kept elsewhere, and tell the auditor.",
  },
  AUDIT_EXPORT_INVALID: {
    status: 422,
    title: "The file is no export of an audit trail",
    remedy: "Export it again with `ribin audit export`; the message names the line.",
  },
  INTERNAL: {
    status: 500,
    title: "The service failed",
    remedy: "Tell the operator the request id; the log holds the cause.",
  },
  UNAVAILABLE: {
    status: 503,
    title: "The service is not ready",
    remedy: "Try again shortly; /readyz says what is missing.",
  },
} as const satisfies Record<string, ErrorDefinition>;
