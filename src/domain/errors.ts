/** Every refusal has one stable code. `docs/errors.md` is made from this table, and a test holds the two together. */
import { ANALYSIS_ERRORS } from "./errors/analysis-errors.ts";
import { DELIVERY_ERRORS } from "./errors/delivery-errors.ts";
import type { ErrorDefinition } from "./errors/error-definition.ts";
import { EXCHANGE_ERRORS } from "./errors/exchange-errors.ts";
import type { FieldProblem } from "./errors/field-problems.ts";
import { FILE_ERRORS } from "./errors/file-errors.ts";
import { OPERATOR_ERRORS } from "./errors/operator-errors.ts";
import { REPORT_ERRORS } from "./errors/report-errors.ts";
import { REQUEST_ERRORS } from "./errors/request-errors.ts";
import { REVIEW_ERRORS } from "./errors/review-errors.ts";
import { SIGN_IN_ERRORS } from "./errors/sign-in-errors.ts";

export const ERRORS = {
  ...REQUEST_ERRORS,
  ...SIGN_IN_ERRORS,
  ...FILE_ERRORS,
  ...EXCHANGE_ERRORS,
  ...REPORT_ERRORS,
  ...ANALYSIS_ERRORS,
  ...REVIEW_ERRORS,
  ...DELIVERY_ERRORS,
  ...OPERATOR_ERRORS,
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** One field of the request that is wrong, and what would be right. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** The same as a code, where it is one of the common problems; those of the field alone have none. */
  readonly problem?: FieldProblem;
  /** The number that belongs to it: how long a text may be. */
  readonly limit?: number;
  /** In a file: where, as a person counts there, and the field's own name. */
  readonly place?: { readonly unit: "row" | "line" | "file"; readonly number: number };
  readonly name?: string;
}

/** What is wrong, without where. */
export type FieldFault = Omit<FieldError, "field" | "place" | "name">;

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

  get passing(): boolean {
    const definition: ErrorDefinition = ERRORS[this.code];
    return definition.passing === true;
  }
}

/** VALIDATION_FAILED of one field; `fault` says what would be right, `detail` the same where no field is shown. */
export function refuseField(field: string, fault: string | FieldFault, detail?: string): RibinError {
  const said = typeof fault === "string" ? { message: fault } : fault;
  return new RibinError("VALIDATION_FAILED", detail ?? said.message, { errors: [{ field, ...said }] });
}
