/** From candidate to hit. */
import type { ErrorDefinition } from "./error-definition.ts";

export const REVIEW_ERRORS = {
  EXAMINATION_NOT_DOCUMENTED: {
    status: 409,
    title: "The questioned exhibit is not documented yet",
    remedy:
      "Look at the exhibit by itself and record what you see with POST /v1/exhibits/{exhibitId}/examinations; `exhibitId` names it. " +
      "Then ask again.",
  },
  VERIFIER_NOT_ASSIGNED: {
    status: 403,
    title: "Another examiner was asked",
    remedy:
      "The system assigns who verifies and who is the third of a consultation; GET /v1/verifications lists what you are asked for. A " +
      "coordinator can have it assigned anew.",
  },
  KNOWN_PAIR: {
    status: 409,
    title: "This is a blind quality check, not casework",
    remedy:
      "Nothing more is to be done: what was concluded counts for the lab's figures. A known pair makes no hit and no report.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    status: 409,
    title: "The two examiners have not both stated what they see",
    remedy:
      "Each records a statement with POST /v1/linkages/{linkageId}/consultation/statements before the consultation's outcome is recorded.",
  },
} as const satisfies Record<string, ErrorDefinition>;
