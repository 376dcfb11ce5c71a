/**
 * By the codes of docs/errors.md: what happened and what the person at the screen can do about it. Codes that only a command line gives
 * have none.
 */
export const refusals = {
  reference: "Reference: {{id}}",
  again: "Try again",
  NETWORK: {
    title: "There is no connection to the service",
    remedy: "Check the line; what you typed is kept. Then try again.",
  },
  VALIDATION_FAILED: { title: "Something is not filled in correctly", remedy: "Correct the fields that are named." },
  CURSOR_INVALID: { title: "This list has moved on", remedy: "Load the list again from its beginning." },
  FORBIDDEN: {
    title: "You are not permitted to do this",
    remedy: "Ask your state’s coordinator for the role or the release.",
  },
  PURPOSE_REQUIRED: {
    title: "You have not said what you work for",
    remedy: "State the purpose and the case number once; then this goes on.",
  },
  NOT_FOUND: {
    title: "Not found",
    remedy: "Check the address or the number; evidence that you may not see is not found either.",
  },
  RECORD_REMOVED: {
    title: "The state that owns it removed it",
    remedy: "Nothing of it is shown any more. If your work rested on it, ask that state’s lab.",
  },
  CONFLICT: {
    title: "This is no longer possible",
    remedy: "Something changed in the meantime. Load the page again; it shows what comes next.",
  },
  DUPLICATE_ACQUISITION: {
    title: "Your lab sent this very file before",
    remedy: "Use the acquisition that exists already; nothing needs to be sent again.",
  },
  DUPLICATE_RECORD: {
    title: "There is such a record already",
    remedy: "Use that record, or enter something else.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "This was already sent with other content",
    remedy: "Load the page again to see what was saved, then decide anew.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "This is still being saved",
    remedy: "Wait a moment, then try again. It counts once.",
  },
  SAME_EXAMINER: {
    title: "The verifier must be another person",
    remedy: "Ask a second examiner to verify, preferably of another state.",
  },
  SAME_COORDINATOR: {
    title: "A second person must confirm the purge",
    remedy: "Ask another national coordinator of your state, whose sign-in neither of you issued.",
  },
  PURGE_BLOCKED: {
    title: "A legal hold or a hit stands against the purge",
    remedy: "End the hold, or state how it was settled with the states of the hit that the evidence may go.",
  },
  VERIFICATION_MISSING: {
    title: "No blind verification agrees yet",
    remedy: "A second examiner must record a conclusion first.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "This kind of file cannot be sent here",
    remedy: "Choose a file of one of the kinds that the page names.",
  },
  PRECONDITION_FAILED: {
    title: "Somebody else changed this while you had it open",
    remedy: "Load the page again, look at what changed, and decide anew.",
  },
  PRECONDITION_REQUIRED: {
    title: "The page does not know which version you saw",
    remedy: "Load the page again, then repeat what you did.",
  },
  TOO_MANY_REQUESTS: { title: "Too much was asked in a short time", remedy: "Wait a minute, then try again." },
  EVIDENCE_ALTERED: {
    title: "A stored mark is not the one that was compared",
    remedy: "Do not rely on it. Tell the operator, who must restore the mark from a backup.",
  },
  FILE_SEAL_BROKEN: {
    title: "A stored file is not the one that was sealed",
    remedy: "Do not rely on it. Tell the operator, who must keep it as it is and restore the file from a backup.",
  },
  STORE_KEY_MISSING: {
    title: "The key that opens the stored files is missing",
    remedy: "Tell the operator: nothing is lost, but no file can be read until the key is back.",
  },
  FILE_NOT_FOUND: {
    title: "The file is not in the store",
    remedy: "Tell the operator, who must restore it from a backup.",
  },
  AUDIT_BROKEN: {
    title: "The audit trail is broken",
    remedy: "Change nothing. Tell the auditor and the operator, who compare it with copies kept elsewhere.",
  },
  INTERNAL: {
    title: "The service failed",
    remedy: "It is not your doing. Try again; if it repeats, give the operator the reference.",
  },
  UNAVAILABLE: {
    title: "The service is not ready",
    remedy: "Try again in a minute; if it lasts, tell the operator.",
  },
  UNAUTHENTICATED: { title: "You are not signed in", remedy: "Sign in again." },
  SIGN_IN_FAILED: { title: "Sign-in failed", remedy: "Check the e-mail address and the password." },
  SECOND_FACTOR_FAILED: {
    title: "The code was not accepted",
    remedy:
      "Wait for the next code of your authenticator, or use a recovery code. After a few minutes begin the sign-in again.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "You must enrol a second factor first",
    remedy: "Enrol an authenticator on the page of your account.",
  },
  INVITATION_INVALID: {
    title: "The invitation is not valid",
    remedy: "Ask your coordinator for a new one; each can be used once, until it expires.",
  },
  SIGN_IN_HELD: {
    title: "Too many failed tries",
    remedy: "Wait a while, or ask your coordinator to end the wait.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "The sign-in at the identity provider failed",
    remedy: "Begin the sign-in again; if it repeats, give the operator the reference.",
  },
  IDENTITY_UNKNOWN: {
    title: "No account belongs to this identity",
    remedy: "Ask your state’s coordinator for an invitation, and begin the sign-in with it.",
  },
  SET_UP_CODE_INVALID: {
    title: "The set-up code was not accepted",
    remedy:
      "Copy it whole from the file that the service’s log names. It counts once; a restart of the service writes a new one.",
  },
  SET_UP_DONE: { title: "The region was set up already", remedy: "Sign in. The coordinators invite everybody else." },
  LAST_SIGN_IN: {
    title: "The person could not sign in any more",
    remedy: "Link another identity or have a password set first; or say that this is meant.",
  },
  UPLOAD_TOO_LARGE: { title: "The file is too large", remedy: "Send a file below the limit that is named." },
  UPLOAD_EMPTY: { title: "The file is empty", remedy: "Export the file again from the instrument." },
  UPLOAD_INCOMPLETE: {
    title: "The upload is not complete",
    remedy: "Go on with the upload until the whole file has arrived.",
  },
  UPLOAD_NOT_FOUND: { title: "This upload is no longer there", remedy: "Begin the upload again." },
  FORMAT_UNKNOWN: { title: "This file format is not supported", remedy: "Send X3P, PNG, TIFF or JPEG." },
  FORMAT_MISMATCH: {
    title: "The file’s content is not what its name says",
    remedy: "Give the file the ending of its real format.",
  },
  X3P_NOT_ZIP: { title: "The X3P file is not a zip archive", remedy: "Export the scan again as X3P." },
  X3P_ZIP_TRUNCATED: {
    title: "The X3P file is cut off or damaged",
    remedy: "Copy the file again; compare its size with the original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "The X3P file holds too many files",
    remedy: "Export the scan alone, without other files.",
  },
  X3P_ZIP_BOMB: {
    title: "The X3P file unpacks beyond the limit",
    remedy: "Check where the file came from; a scan does not compress like this.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "The X3P file tries to write outside itself",
    remedy: "Check where the file came from; do not open it.",
  },
  X3P_ENTRY_MISSING: {
    title: "A part is missing from the X3P file",
    remedy: "Export the scan again; the description (main.xml) and the data it names must be in the file.",
  },
  X3P_XML_INVALID: {
    title: "The description in the X3P file is not valid",
    remedy: "Export the scan again; the message names the part that is wrong.",
  },
  X3P_XML_FORBIDDEN: {
    title: "The description in the X3P file has parts that are not allowed",
    remedy: "Check where the file came from; a scan needs no doctype and no entities.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "The X3P file has no checksum",
    remedy: "Export the scan again with checksums, as ISO 25178-72 requires.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "The X3P file does not agree with its checksum",
    remedy: "Copy the file again; if it repeats, the file was altered.",
  },
  X3P_MATRIX_SIZE: {
    title: "The scan is not of the size that its description says",
    remedy: "Export the scan again.",
  },
  X3P_UNSUPPORTED: {
    title: "This kind of X3P file is not supported",
    remedy: "Send a surface scan (a matrix of heights); the message says what the file is.",
  },
  SIZE_ABSURD: {
    title: "The image or scan is larger than 10,000 points a side, or too large in all",
    remedy: "Crop it to the region of interest, or reduce the resolution.",
  },
  SURFACE_EMPTY: { title: "All values of the scan are missing", remedy: "Scan the exhibit again." },
  SCALE_INVALID: {
    title: "The scale is not plausible",
    remedy: "State the scale: metres for X3P, micrometres per pixel for an image.",
  },
  IMAGE_UNREADABLE: { title: "The image cannot be read", remedy: "Export the image again." },
  IMAGE_BOMB: {
    title: "The image has more pixels than allowed",
    remedy: "Check where the file came from; send at most 50 million pixels, 10,000 a side.",
  },
  IMPORT_INVALID: {
    title: "The file cannot be imported",
    remedy: "Correct the rows and columns that are named, and send it again; nothing of it was kept.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "The XML file has parts that are not allowed",
    remedy: "Check where the file came from; the format needs no doctype, entity or processing instruction.",
  },
  IMPORT_WRONG_STATE: {
    title: "The file belongs to another state",
    remedy: "Only that state’s people import it; a state’s evidence is shared by a release.",
  },
  BUNDLE_UNREADABLE: {
    title: "The bundle cannot be opened",
    remedy:
      "It was damaged on its way, or made for another region. Send it again, or make it again for this region’s published key.",
  },
  BUNDLE_INVALID: {
    title: "The bundle is not put together correctly",
    remedy: "Make it again at the station; the message says what is wrong.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "The bundle is not signed by a valid key of your state",
    remedy: "Ask the national coordinator to register the station’s key, and make the bundle again with it.",
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
    title: "The two cannot be compared",
    remedy: "The message says why; compare the same region at a known scale.",
  },
  REGION_UNSUPPORTED: {
    title: "This region cannot be compared yet",
    remedy: "Use the breech face, the firing pin impression or a land engraved area.",
  },
  MODEL_INVALID: {
    title: "A search model is damaged",
    remedy: "Tell the operator, who must restore the models from the release.",
  },
  JOB_FAILED: {
    title: "A processing step failed",
    remedy: "The reason stands with the job; the operator can start it again.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "The questioned exhibit is not documented yet",
    remedy: "Look at the exhibit by itself and record what you see. Then come back to the comparison.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Another examiner was asked",
    remedy:
      "The system chooses who verifies and who decides in a consultation; your own are listed under Verifications. A coordinator can have it assigned anew.",
  },
  KNOWN_PAIR: {
    title: "This was a blind quality check, not casework",
    remedy:
      "Nothing more is to be done: your conclusion counts for the lab’s figures. A known pair makes no hit and no report.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "The two examiners have not both stated what they see",
    remedy: "Each records a statement before the outcome of the consultation is recorded.",
  },
  MAIL_REFUSED: {
    title: "The mail server refused the message",
    remedy:
      "Correct the account’s e-mail address, or ask the operator to look at the mail server; then start it again.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "Messages may not be sent to this address",
    remedy: "Use an https address of a public host, or ask the operator to allow the network.",
  },
  WEBHOOK_GONE: {
    title: "The receiver says that its address is gone",
    remedy: "Withdraw the webhook, or have the receiver put right and start the job again.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "The logout token was not accepted",
    remedy: "This is for the sign-in provider, not for you: tell the operator the reference below.",
  },
};
