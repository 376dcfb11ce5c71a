/** Words for what zod found wrong, with the field named as the caller wrote it. */
import type { z } from "zod";
import { explainFault, type ValidationIssue } from "../domain/errors/explain-fault.ts";
import { type FieldError, RibinError } from "../domain/errors.ts";

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
      problem: "unknown",
    }));
  }
  const field = path === "" ? prefix.replace(/\.$/, "") || "body" : `${prefix}${path}`;
  return [{ field, ...explainFault(issue) }];
}
