/** Why the API did not do what was asked, in a form that screens decide on and show. */
import { type FieldMessage, sayFieldError } from "./field-message.ts";
import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];

export type FieldError = NonNullable<Problem["errors"]>[number];

interface RefusalParts {
  /** A code of docs/errors.md; NETWORK where no answer came at all. */
  readonly code: Problem["code"] | "NETWORK";
  readonly status: number;
  readonly detail?: string;
  readonly detailSaid?: Problem["detailSaid"];
  readonly remedy?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  /** Members that only some codes have, e.g. `exhibitId`, `removedAt`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

export class Refusal extends Error {
  readonly code: RefusalParts["code"];
  readonly status: number;
  readonly detail: string | undefined;
  /** The same sentence by sentence, with codes. */
  readonly detailSaid: Problem["detailSaid"];
  readonly remedy: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(parts: RefusalParts) {
    super(parts.detail ?? parts.code, { cause: parts.cause });
    this.code = parts.code;
    this.status = parts.status;
    this.detail = parts.detail;
    this.detailSaid = parts.detailSaid ?? [];
    this.remedy = parts.remedy;
    this.requestId = parts.requestId;
    this.errors = parts.errors ?? [];
    this.extra = parts.extra ?? {};
  }

  /** What is wrong with the field of that dotted path, in the reader's language where it has words for it; undefined: nothing. */
  of(field: string): FieldMessage | undefined {
    const found = this.errors.find((error) => error.field === field);
    return found === undefined ? undefined : this.say(found);
  }

  /** What the page itself found wrong is in the reader's language already. */
  say(error: FieldError): FieldMessage {
    return this.status === 0 ? { text: error.message } : sayFieldError(error);
  }
}

/** The refusal of a response that was not what was asked for; of anything that is no problem document, INTERNAL. */
export function readRefusal(body: unknown, response: Response): Refusal {
  const status = response.status;
  if (typeof body !== "object" || body === null || !("code" in body)) {
    return new Refusal({ code: status === 503 || status === 502 ? "UNAVAILABLE" : "INTERNAL", status });
  }
  return refuseAs(body as Problem, status);
}

/** The refusal that a problem document tells, whichever way it came. */
export function refuseAs(problem: Problem, status: number): Refusal {
  const {
    code,
    detail,
    detailSaid,
    remedy,
    instance,
    errors,
    type: _type,
    title: _title,
    status: _status,
    ...extra
  } = problem;
  return new Refusal({
    code,
    status,
    detail,
    detailSaid,
    remedy,
    requestId: instance,
    extra,
    ...(errors ? { errors } : {}),
  });
}

/** What a page finds wrong with a field before it asks, in the reader's words. */
export function refuseHere(field: string, message: string): Refusal {
  return new Refusal({ code: "VALIDATION_FAILED", status: 0, errors: [{ field, message }] });
}

/** Any error as a refusal: what no screen foresaw is shown as the program's own failure. */
export function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal({ code: "INTERNAL", status: 0, cause: error });
}

const CLOSED: ReadonlySet<Refusal["code"]> = new Set(["NOT_FOUND", "RECORD_REMOVED", "FORBIDDEN"]);

/** What was shown may be shown no more: removed, withdrawn, no longer permitted. */
export const isClosed = (error: unknown): boolean => error instanceof Refusal && CLOSED.has(error.code);
