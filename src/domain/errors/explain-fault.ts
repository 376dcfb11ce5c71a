/** What zod found wrong, in words and as a code. */
import type { FieldFault } from "../errors.ts";
import { FIELD_PROBLEMS, type FieldProblem } from "./field-problems.ts";

export interface ValidationIssue {
  /** JSON pointer within the part of the request. */
  readonly instancePath: string;
  /** zod's issue code. */
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params?: Record<string, unknown>;
}

/** zod says "Invalid input: expected string, received undefined" of a field that is missing. */
export function explainFault(issue: ValidationIssue): FieldFault {
  const message = issue.message ?? "Not valid";
  const missing = /^Invalid input: expected (.+), received undefined$/.exec(message);
  if (missing) return { message: `Required; send a ${missing[1]}.`, problem: "required" };
  const size = explainSize(issue);
  if (size !== null) return size;
  const problem = findProblem(issue);
  return { message: rewordMessage(message), ...(problem === undefined ? {} : { problem }) };
}

function rewordMessage(message: string): string {
  if (message.startsWith("Invalid option: expected one of") && message.length > 400) {
    return "Not one of the allowed values; /openapi.json lists them.";
  }
  return `${message.replace(/^Invalid input: /, "").replace(/^e/, "E")}.`;
}

/** By what zod expected. */
const OF_TYPE: Readonly<Record<string, FieldProblem>> = {
  string: "not_text",
  number: "not_number",
  int: "not_whole",
  boolean: "not_flag",
};
/** By the form that a text is to have. */
const OF_FORMAT: Readonly<Record<string, FieldProblem>> = {
  date: "bad_date",
  datetime: "bad_moment",
  email: "bad_email",
  url: "bad_address",
  uuid: "bad_id",
  regex: "bad_form",
};

/** What a schema says in words of its own has the code that it names, or none; nor has what only a program gets wrong. */
function findProblem({ keyword, message = "", params = {} }: ValidationIssue): FieldProblem | undefined {
  if (keyword === "invalid_type") return OF_TYPE[String(params.expected)];
  if (keyword === "invalid_value") return "not_offered";
  if (keyword === "invalid_format" && message.startsWith("Invalid ")) return OF_FORMAT[String(params.format)];
  const { problem } = (params.params ?? {}) as { problem?: unknown };
  return FIELD_PROBLEMS.find((each) => each === problem);
}

/** zod says "Too big: expected string to have <=200 characters" of a text that is too long. */
function explainSize({ keyword, params = {} }: ValidationIssue): FieldFault | null {
  const { origin, maximum, minimum } = params;
  if (keyword === "too_big" && typeof maximum === "number") {
    const limit = maximum;
    if (origin === "string") return { message: `Too long; at most ${limit} characters.`, problem: "too_long", limit };
    if (origin === "array") return { message: `Too many; at most ${limit}.`, problem: "too_many", limit };
    return { message: `Too big; at most ${limit}.`, problem: "too_big", limit };
  }
  if (keyword === "too_small" && typeof minimum === "number") {
    const limit = minimum;
    if (origin === "array") return { message: `Too few; at least ${limit}.`, problem: "too_few", limit };
    if (origin !== "string") return { message: `Too small; at least ${limit}.`, problem: "too_small", limit };
    if (limit <= 1) return { message: "Empty; fill it in.", problem: "empty" };
    return { message: `Too short; at least ${limit} characters.`, problem: "too_short", limit };
  }
  return null;
}
