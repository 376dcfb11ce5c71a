/** Every refusal has one stable code. `docs/errors.md` is made from this table, and a test holds the two together. */

export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  /** What the person who met the error can do about it. */
  readonly remedy: string;
}

export const ERRORS = {
  // requests
  VALIDATION_FAILED: {
    status: 400,
    title: "The request is not valid",
    remedy: "Correct the fields named in `errors`.",
  },
  CURSOR_INVALID: { status: 400, title: "The page cursor is not valid", remedy: "Start again without `cursor`." },
  USAGE: { status: 400, title: "The command was not understood", remedy: "See `ribin --help` and docs/cli.md." },
  UNAUTHENTICATED: { status: 401, title: "No valid sign-in", remedy: "Send a valid bearer token, or sign in again." },
  SIGN_IN_FAILED: { status: 401, title: "Sign-in failed", remedy: "Check the e-mail address and the password." },
  SECOND_FACTOR_FAILED: {
    status: 401,
    title: "The second factor was not accepted",
    remedy: "Wait for the next code of your authenticator, or use a recovery code; after a few minutes sign in again.",
  },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    title: "A second factor must be enrolled first",
    remedy: "Enrol one: POST /v1/me/second-factor, then POST /v1/me/second-factor/confirmation.",
  },
  INVITATION_INVALID: {
    status: 403,
    title: "The invitation is not valid",
    remedy: "Ask your coordinator for a new invitation; each can be used once, until it expires.",
  },
  SIGN_IN_HELD: {
    status: 429,
    title: "Too many failed tries",
    remedy: "Wait for the seconds given in Retry-After, or ask your coordinator to end the wait.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    status: 401,
    title: "The sign-in at the identity provider failed",
    remedy: "Begin the sign-in again; if it repeats, the operator finds the cause in the log under the request id.",
  },
  IDENTITY_UNKNOWN: {
    status: 403,
    title: "No account belongs to this identity",
    remedy: "Ask the coordinator of your state for an invitation, and begin the sign-in with it.",
  },
  FORBIDDEN: {
    status: 403,
    title: "Not permitted",
    remedy: "Ask the coordinator of your state for the role or the release.",
  },
  NOT_FOUND: {
    status: 404,
    title: "Not found",
    remedy: "Check the identifier; evidence that you may not see is not found either.",
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
  TOO_MANY_REQUESTS: { status: 429, title: "Too many requests", remedy: "Wait for the seconds given in Retry-After." },
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
  // received files
  UPLOAD_TOO_LARGE: {
    status: 413,
    title: "The file is too large",
    remedy: "Send a file below the limit named in the message.",
  },
  UPLOAD_EMPTY: { status: 422, title: "The file is empty", remedy: "Export the file again from the instrument." },
  UPLOAD_INCOMPLETE: {
    status: 409,
    title: "The upload is not complete",
    remedy: "Resume the upload until all bytes are sent.",
  },
  UPLOAD_NOT_FOUND: { status: 404, title: "No such upload", remedy: "Create the upload again." },
  FORMAT_UNKNOWN: { status: 415, title: "The file's format is not supported", remedy: "Send X3P, PNG, TIFF or JPEG." },
  FORMAT_MISMATCH: {
    status: 415,
    title: "The file's content is not what its name says",
    remedy: "Give the file the extension of its real format.",
  },
  FILE_NOT_FOUND: { status: 404, title: "No such file", remedy: "Check the path." },
  FILE_NOT_WRITABLE: {
    status: 500,
    title: "The file or folder cannot be written",
    remedy: "Name a folder that exists and that you may write to; check the disk's free space.",
  },
  X3P_NOT_ZIP: { status: 422, title: "The X3P file is not a zip archive", remedy: "Export the scan again as X3P." },
  X3P_ZIP_TRUNCATED: {
    status: 422,
    title: "The X3P archive is cut off or damaged",
    remedy: "Transfer the file again; compare its size with the original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    status: 422,
    title: "The X3P archive has too many entries",
    remedy: "Export the scan alone, without other files.",
  },
  X3P_ZIP_BOMB: {
    status: 422,
    title: "The X3P archive inflates beyond the limit",
    remedy: "Check where the file came from; a scan does not compress like this.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    status: 422,
    title: "The X3P archive names a path outside itself",
    remedy: "Check where the file came from; do not open it.",
  },
  X3P_ENTRY_MISSING: {
    status: 422,
    title: "The X3P archive lacks a required entry",
    remedy: "Export the scan again; main.xml and the data it names must be in the archive.",
  },
  X3P_XML_INVALID: {
    status: 422,
    title: "main.xml is not valid",
    remedy: "Export the scan again; the message names the element.",
  },
  X3P_XML_FORBIDDEN: {
    status: 422,
    title: "main.xml has a doctype or an entity",
    remedy: "Check where the file came from; ISO 25178-72 needs neither.",
  },
  X3P_CHECKSUM_MISSING: {
    status: 422,
    title: "The X3P file has no MD5 checksum",
    remedy: "Export the scan again with checksums, as ISO 25178-72 requires.",
  },
  X3P_CHECKSUM_MISMATCH: {
    status: 422,
    title: "An MD5 checksum of the X3P file does not fit",
    remedy: "Transfer the file again; if it repeats, the file was altered.",
  },
  X3P_MATRIX_SIZE: {
    status: 422,
    title: "The data matrix is not of the size that main.xml says",
    remedy: "Export the scan again.",
  },
  X3P_UNSUPPORTED: {
    status: 422,
    title: "This kind of X3P record is not supported",
    remedy: "Send a surface record (matrix); the message says what the file is.",
  },
  SIZE_ABSURD: {
    status: 422,
    title: "The image or scan is larger than 10,000 points a side",
    remedy: "Crop to the region of interest or reduce the resolution.",
  },
  SURFACE_EMPTY: { status: 422, title: "All values of the scan are missing", remedy: "Scan the exhibit again." },
  SCALE_INVALID: {
    status: 422,
    title: "The lateral scale is not plausible",
    remedy: "State the scale in metres (X3P) or micrometres per pixel (2D).",
  },
  IMAGE_UNREADABLE: { status: 422, title: "The image cannot be decoded", remedy: "Export the image again." },
  IMAGE_BOMB: {
    status: 422,
    title: "The image decodes to more pixels than allowed",
    remedy: "Check where the file came from; send at most 10,000 pixels a side.",
  },
  // reports
  REPORT_NOT_VERIFIED: {
    status: 422,
    title: "The report is not shown to be genuine",
    remedy: "Do not rely on it; get the report and its signature again from the person it was issued to.",
  },
  REPORT_WITHDRAWN: {
    status: 409,
    title: "The report was withdrawn",
    remedy: "Do not rely on it; ask the issuing state for the report that takes its place.",
  },
  // analysis
  NOT_COMPARABLE: {
    status: 422,
    title: "The two are not comparable",
    remedy: "The message says why; compare the same region at a known scale.",
  },
  REGION_UNSUPPORTED: {
    status: 422,
    title: "No comparison method for this region yet",
    remedy: "Use BreechFace, FiringPinImpression or LEA.",
  },
  LABELS_INVALID: {
    status: 422,
    title: "labels.csv is not valid",
    remedy: "See shared datasets' columns in docs/cli.md; the message names the line.",
  },
  STUDY_UNSUITABLE: {
    status: 422,
    title: "The study cannot carry what was asked",
    remedy: "Use a study with more exhibits and firearms; the message says what is missing.",
  },
  MODEL_INVALID: {
    status: 500,
    title: "A model file does not fit its manifest",
    remedy: "Restore models/ from the release; the sha256 must agree.",
  },
  JOB_FAILED: {
    status: 500,
    title: "A processing step failed",
    remedy: "See the job's reason; retry it with `ribin jobs retry` or the API.",
  },
  CONFIGURATION_INVALID: {
    status: 500,
    title: "A setting is missing or not valid",
    remedy: "Correct the environment variable named in the message; see docs/operations.md.",
  },
  DATABASE_UNSUITABLE: {
    status: 500,
    title: "The database cannot hold RIBIN core",
    remedy: "Use PostgreSQL 15 or later with pgvector 0.7 or later.",
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** One field of the request that is wrong, and what would be right. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The only error that the program throws on purpose. `message` is for people and holds no secret and no case fact. */
export class RibinError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Extra members of the problem document, e.g. `existingId`. */
  readonly extra: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: ErrorCode,
    message?: string,
    options: {
      errors?: readonly FieldError[];
      extra?: Record<string, string | number | boolean>;
      cause?: unknown;
    } = {},
  ) {
    super(message ?? ERRORS[code].title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "RibinError";
    this.code = code;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get remedy(): string {
    return ERRORS[this.code].remedy;
  }
}
