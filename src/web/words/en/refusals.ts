/** By the codes of docs/errors.md: what happened and what a person can do about it. */
export const refusals = {
  reference: "Reference: {{id}}",
  again: "Try again",
  NETWORK: {
    title: "There is no connection to the service",
    remedy: "Check the line; what you typed is kept. Then try again.",
  },
  VALIDATION_FAILED: { title: "The request is not valid", remedy: "Correct the fields named in `errors`." },
  CURSOR_INVALID: { title: "The page cursor is not valid", remedy: "Start again without `cursor`." },
  USAGE: { title: "The command was not understood", remedy: "See `ribin --help` and docs/cli.md." },
  FORBIDDEN: { title: "Not permitted", remedy: "Ask the coordinator of your state for the role or the release." },
  PURPOSE_REQUIRED: {
    title: "This session of work has no stated purpose",
    remedy:
      "State the purpose and the case number once in this session (`POST /v1/me/work-purpose`), then send the request again.",
  },
  NOT_FOUND: { title: "Not found", remedy: "Check the identifier; evidence that you may not see is not found either." },
  RECORD_REMOVED: {
    title: "The state that owns it removed it",
    remedy:
      "Nothing of it is shown any more; `removedAt` says since when. Ask that state's lab where you rested on it.",
  },
  METHOD_NOT_ALLOWED: { title: "Method not allowed", remedy: "See the API description at /openapi.json." },
  CONFLICT: {
    title: "The state of the record does not allow this",
    remedy: "Read the record again; its state says what comes next.",
  },
  DUPLICATE_ACQUISITION: {
    title: "The same file was already received from this lab",
    remedy: "Use the first acquisition, which `existingId` names.",
  },
  DUPLICATE_RECORD: {
    title: "A record with this key exists",
    remedy: "Use the existing record or choose another number.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "The idempotency key was used for another request",
    remedy: "Use a new Idempotency-Key for a new request.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "A request with this idempotency key is still running",
    remedy: "Wait, then send the same request again.",
  },
  SAME_EXAMINER: {
    title: "The verifier must be another person",
    remedy: "Ask a second examiner, preferably of another state, to verify.",
  },
  SAME_COORDINATOR: {
    title: "A purge is confirmed by a second person",
    remedy: "Ask another national coordinator of your state, whose sign-in neither of you issued, to decide.",
  },
  PURGE_BLOCKED: {
    title: "A legal hold or a hit stands against the purge",
    remedy:
      "End the hold, or state in `hitsSettled` how it was settled with the states of the hit that the evidence may go.",
  },
  VERIFICATION_MISSING: {
    title: "The linkage has no agreeing blind verification",
    remedy: "Have a second examiner record a conclusion first.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "This route does not take this kind of body",
    remedy: "Set Content-Type to one that the API description names for this route.",
  },
  PRECONDITION_FAILED: {
    title: "The record has changed since you read it",
    remedy: "Read it again and send its new ETag in If-Match.",
  },
  PRECONDITION_REQUIRED: { title: "If-Match is required", remedy: "Send the record's ETag in If-Match." },
  TOO_MANY_REQUESTS: { title: "Too many requests", remedy: "Wait for the seconds given in Retry-After." },
  EVIDENCE_ALTERED: {
    title: "A stored mark is not the one that was compared",
    remedy: "Tell the operator; the mark must be restored from a backup of the store.",
  },
  AUDIT_BROKEN: {
    title: "The audit trail is broken",
    remedy:
      "Change nothing; compare with a backup and with exports and heads that were kept elsewhere, and tell the auditor.",
  },
  AUDIT_EXPORT_INVALID: {
    title: "The file is no export of an audit trail",
    remedy: "Export it again with `ribin audit export`; the message names the line.",
  },
  INTERNAL: { title: "The service failed", remedy: "Tell the operator the request id; the log holds the cause." },
  UNAVAILABLE: { title: "The service is not ready", remedy: "Try again shortly; /readyz says what is missing." },
  UNAUTHENTICATED: { title: "No valid sign-in", remedy: "Send a valid bearer token, or sign in again." },
  SIGN_IN_FAILED: { title: "Sign-in failed", remedy: "Check the e-mail address and the password." },
  SECOND_FACTOR_FAILED: {
    title: "The second factor was not accepted",
    remedy: "Wait for the next code of your authenticator, or use a recovery code; after a few minutes sign in again.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "A second factor must be enrolled first",
    remedy: "Enrol one: POST /v1/me/second-factor, then POST /v1/me/second-factor/confirmation.",
  },
  INVITATION_INVALID: {
    title: "The invitation is not valid",
    remedy: "Ask your coordinator for a new invitation; each can be used once, until it expires.",
  },
  SIGN_IN_HELD: {
    title: "Too many failed tries",
    remedy: "Wait for the seconds given in Retry-After, or ask your coordinator to end the wait.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "The sign-in at the identity provider failed",
    remedy: "Begin the sign-in again; if it repeats, the operator finds the cause in the log under the request id.",
  },
  IDENTITY_UNKNOWN: {
    title: "No account belongs to this identity",
    remedy: "Ask the coordinator of your state for an invitation, and begin the sign-in with it.",
  },
  UPLOAD_TOO_LARGE: { title: "The file is too large", remedy: "Send a file below the limit named in the message." },
  UPLOAD_EMPTY: { title: "The file is empty", remedy: "Export the file again from the instrument." },
  UPLOAD_INCOMPLETE: { title: "The upload is not complete", remedy: "Resume the upload until all bytes are sent." },
  UPLOAD_NOT_FOUND: { title: "No such upload", remedy: "Create the upload again." },
  FORMAT_UNKNOWN: { title: "The file's format is not supported", remedy: "Send X3P, PNG, TIFF or JPEG." },
  FORMAT_MISMATCH: {
    title: "The file's content is not what its name says",
    remedy: "Give the file the extension of its real format.",
  },
  FILE_NOT_FOUND: { title: "No such file", remedy: "Check the path." },
  FILE_NOT_WRITABLE: {
    title: "The file or folder cannot be written",
    remedy: "Name a folder that exists and that you may write to; check the disk's free space.",
  },
  X3P_NOT_ZIP: { title: "The X3P file is not a zip archive", remedy: "Export the scan again as X3P." },
  X3P_ZIP_TRUNCATED: {
    title: "The X3P archive is cut off or damaged",
    remedy: "Transfer the file again; compare its size with the original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "The X3P archive has too many entries",
    remedy: "Export the scan alone, without other files.",
  },
  X3P_ZIP_BOMB: {
    title: "The X3P archive inflates beyond the limit",
    remedy: "Check where the file came from; a scan does not compress like this.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "The X3P archive names a path outside itself",
    remedy: "Check where the file came from; do not open it.",
  },
  X3P_ENTRY_MISSING: {
    title: "The X3P archive lacks a required entry",
    remedy: "Export the scan again; main.xml and the data it names must be in the archive.",
  },
  X3P_XML_INVALID: { title: "main.xml is not valid", remedy: "Export the scan again; the message names the element." },
  X3P_XML_FORBIDDEN: {
    title: "main.xml has a doctype or an entity",
    remedy: "Check where the file came from; ISO 25178-72 needs neither.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "The X3P file has no MD5 checksum",
    remedy: "Export the scan again with checksums, as ISO 25178-72 requires.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "An MD5 checksum of the X3P file does not fit",
    remedy: "Transfer the file again; if it repeats, the file was altered.",
  },
  X3P_MATRIX_SIZE: { title: "The data matrix is not of the size that main.xml says", remedy: "Export the scan again." },
  X3P_UNSUPPORTED: {
    title: "This kind of X3P record is not supported",
    remedy: "Send a surface record (matrix); the message says what the file is.",
  },
  SIZE_ABSURD: {
    title: "The image or scan is larger than 10,000 points a side",
    remedy: "Crop to the region of interest or reduce the resolution.",
  },
  SURFACE_EMPTY: { title: "All values of the scan are missing", remedy: "Scan the exhibit again." },
  SCALE_INVALID: {
    title: "The lateral scale is not plausible",
    remedy: "State the scale in metres (X3P) or micrometres per pixel (2D).",
  },
  IMAGE_UNREADABLE: { title: "The image cannot be decoded", remedy: "Export the image again." },
  IMAGE_BOMB: {
    title: "The image decodes to more pixels than allowed",
    remedy: "Check where the file came from; send at most 10,000 pixels a side.",
  },
  IMPORT_INVALID: {
    title: "The file cannot be imported",
    remedy: "Correct what `errors` or the message names by row and column, and send it again; nothing of it was kept.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "The XML has a doctype, an entity or a processing instruction",
    remedy: "Check where the file came from; the format needs none of them.",
  },
  IMPORT_WRONG_STATE: {
    title: "The file is another state's",
    remedy: "Only the people of the state that a file names import it; a state's evidence is shared by a release.",
  },
  ARCHIVE_BROKEN: {
    title: "The archive is not as it was signed",
    remedy:
      "Import nothing of it; copy it again from where it was made and verify it there. The message names the file.",
  },
  ARCHIVE_INVALID: {
    title: "The folder is no archive that this version reads",
    remedy: "See the message; an archive is imported by the version that exported it, and upgraded afterwards.",
  },
  STATE_NOT_EMPTY: {
    title: "The system has records of this state",
    remedy: "An archive is imported into a system without records of its state; for single cases use an import.",
  },
  BUNDLE_UNREADABLE: {
    title: "The bundle cannot be opened",
    remedy:
      "It was cut or changed on its way, or made for another region's key: send it again, or make it again for the published key.",
  },
  BUNDLE_INVALID: {
    title: "The bundle is not of the format",
    remedy: "Make it again with `ribin bundle make`; the message says what is wrong.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "The bundle is not signed by a key of your state that is in force",
    remedy: "Ask the national coordinator to register the station's key, and make the bundle again with it.",
  },
  REPORT_NOT_VERIFIED: {
    title: "The report is not shown to be genuine",
    remedy: "Do not rely on it; get the report and its signature again from the person it was issued to.",
  },
  REPORT_WITHDRAWN: {
    title: "The report was withdrawn",
    remedy: "Do not rely on it; ask the issuing state for the report that takes its place.",
  },
  NOT_COMPARABLE: {
    title: "The two are not comparable",
    remedy: "The message says why; compare the same region at a known scale.",
  },
  REGION_UNSUPPORTED: {
    title: "No comparison method for this region yet",
    remedy: "Use BreechFace, FiringPinImpression or LEA.",
  },
  LABELS_INVALID: {
    title: "labels.csv is not valid",
    remedy: "See shared datasets' columns in docs/cli.md; the message names the line.",
  },
  STUDY_UNSUITABLE: {
    title: "The study cannot carry what was asked",
    remedy: "Use a study with more exhibits and firearms; the message says what is missing.",
  },
  MODEL_INVALID: {
    title: "A model file does not fit its manifest",
    remedy: "Restore models/ from the release; the sha256 must agree.",
  },
  JOB_FAILED: {
    title: "A processing step failed",
    remedy: "See the job's reason; retry it with `ribin jobs retry` or the API.",
  },
  CONFIGURATION_INVALID: {
    title: "A setting is missing or not valid",
    remedy: "Correct the environment variable named in the message; see docs/operations.md.",
  },
  DATABASE_UNSUITABLE: {
    title: "The database cannot hold RIBIN core",
    remedy: "Use PostgreSQL 15 or later with pgvector 0.7 or later.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "The questioned exhibit is not documented yet",
    remedy:
      "Look at the exhibit by itself and record what you see with POST /v1/exhibits/{exhibitId}/examinations; `exhibitId` names it. Then ask again.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Another examiner was asked",
    remedy:
      "The system assigns who verifies and who is the third of a consultation; GET /v1/verifications lists what you are asked for. A coordinator can have it assigned anew.",
  },
  KNOWN_PAIR: {
    title: "This is a blind quality check, not casework",
    remedy:
      "Nothing more is to be done: what was concluded counts for the lab's figures. A known pair makes no hit and no report.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "The two examiners have not both stated what they see",
    remedy:
      "Each records a statement with POST /v1/linkages/{linkageId}/consultation/statements before the consultation's outcome is recorded.",
  },
  MAIL_REFUSED: {
    title: "The mail server refused the message",
    remedy: "Correct the account's e-mail address or the mail server's settings, then retry the job.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "A webhook may not be sent there",
    remedy: "Use an https address of a public host, or have the operator allow the network (RIBIN_WEBHOOK_NETWORKS).",
  },
  WEBHOOK_GONE: {
    title: "The receiver says that the webhook is gone",
    remedy: "Withdraw the webhook, or put the receiver right and retry the job.",
  },
};
