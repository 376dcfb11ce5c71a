/** Words for what zod found wrong, with the field named as the caller wrote it. */
import type { z } from "zod";
import { type FieldError, RibinError } from "../domain/errors.ts";

export interface ValidationIssue {
  /** JSON pointer within the part of the request. */
  readonly instancePath: string;
  /** zod's issue code. */
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params?: Record<string, unknown>;
}

const PREFIXES: Readonly<Record<string, string>> = {
  body: "",
  querystring: "query.",
  params: "path.",
  headers: "header.",
};

/** VALIDATION_FAILED that names each field; `part` is Fastify's word for where it stands. */
export function explainValidation(issues: readonly ValidationIssue[], part: string): RibinError {
  const errors = issues.flatMap((issue) => explainIssue(issue, PREFIXES[part] ?? ""));
  const named = errors.map((entry) => entry.field).join(", ");
  return new RibinError("VALIDATION_FAILED", `The request is not valid: ${named}.`, { errors });
}

/** Parses what Fastify does not: bodies of which there are two kinds. Throws VALIDATION_FAILED. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    instancePath: `/${issue.path.join("/")}`,
    keyword: issue.code,
    message: issue.message,
    params: { ...issue },
  }));
  throw explainValidation(issues, "body");
}

function explainIssue(issue: ValidationIssue, prefix: string): FieldError[] {
  const path = issue.instancePath.replace(/^\//, "").replaceAll("/", ".");
  const keys = issue.params?.keys;
  if (issue.keyword === "unrecognized_keys" && Array.isArray(keys)) {
    return keys.map((key) => ({
      field: `${prefix}${path === "" ? "" : `${path}.`}${String(key)}`,
      message: "This field is not known here; remove it or correct its name.",
    }));
  }
  const field = path === "" ? prefix.replace(/\.$/, "") || "body" : `${prefix}${path}`;
  return [{ field, message: rewordMessage(issue) }];
}

/** zod says "Invalid input: expected string, received undefined" of a field that is missing. */
function rewordMessage(issue: ValidationIssue): string {
  const message = issue.message ?? "Not valid";
  const missing = /^Invalid input: expected (.+), received undefined$/.exec(message);
  if (missing) return `Required; send a ${missing[1]}.`;
  const size = rewordSize(issue);
  if (size !== null) return size;
  if (message.startsWith("Invalid option: expected one of") && message.length > 400) {
    return "Not one of the allowed values; /openapi.json lists them.";
  }
  return `${message.replace(/^Invalid input: /, "").replace(/^e/, "E")}.`;
}

/** zod says "Too big: expected string to have <=200 characters" of a text that is too long. */
function rewordSize({ keyword, params = {} }: ValidationIssue): string | null {
  const { origin, maximum, minimum } = params;
  if (keyword === "too_big" && typeof maximum === "number") {
    if (origin === "string") return `Too long; at most ${maximum} characters.`;
    return origin === "array" ? `Too many; at most ${maximum}.` : `Too big; at most ${maximum}.`;
  }
  if (keyword === "too_small" && typeof minimum === "number") {
    if (origin === "string") return minimum <= 1 ? "Empty; fill it in." : `Too short; at least ${minimum} characters.`;
    return origin === "array" ? `Too few; at least ${minimum}.` : `Too small; at least ${minimum}.`;
  }
  return null;
}
