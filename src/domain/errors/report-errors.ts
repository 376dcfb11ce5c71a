/** Reports and their verification. */
import type { ErrorDefinition } from "./error-definition.ts";

export const REPORT_ERRORS = {
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
} as const satisfies Record<string, ErrorDefinition>;
