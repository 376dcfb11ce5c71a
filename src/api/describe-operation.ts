/** What every operation has in common, added to the API description in one place: refusals, headers, security. */
import type { RouteOptions } from "fastify";
import { z } from "zod";
import { ERRORS, type ErrorCode, RibinError } from "../domain/errors.ts";
import { describeProblem, PROBLEM_MEDIA_TYPE } from "./contracts/problem.ts";

type Json = Record<string, unknown>;

const CODES = Object.keys(ERRORS) as readonly ErrorCode[];

/** What may be another state's is read with a stated purpose only. */
const OF_EVIDENCE: ReadonlySet<string> = new Set([
  "cases",
  "exhibits",
  "acquisitions",
  "candidates",
  "linkages",
  "hits and reports",
  "intelligence",
]);

/** The codes that a route may answer with: its own and those that its kind brings along. */
function listErrorCodes(route: RouteOptions): readonly ErrorCode[] {
  const { config = {}, schema, method } = route;
  const codes = new Set<ErrorCode>([...(config.errors ?? []), "TOO_MANY_REQUESTS", "INTERNAL", "UNAVAILABLE"]);
  if (config.access !== "public") for (const code of ["UNAUTHENTICATED", "FORBIDDEN"] as const) codes.add(code);
  if (config.access === undefined) codes.add("SECOND_FACTOR_REQUIRED");
  if (config.access === undefined && schema?.tags?.some((tag) => OF_EVIDENCE.has(tag))) {
    codes.add("PURPOSE_REQUIRED");
    codes.add("RECORD_REMOVED");
  }
  if (schema?.params !== undefined || schema?.querystring !== undefined || method === "POST") {
    codes.add("VALIDATION_FAILED");
  }
  if (schema?.params !== undefined) codes.add("NOT_FOUND");
  if (schema?.querystring instanceof Object && "limit" in readShape(schema.querystring)) codes.add("CURSOR_INVALID");
  if (schema?.body !== undefined) {
    codes.add("VALIDATION_FAILED");
    codes.add("MEDIA_TYPE_UNSUPPORTED");
    codes.add("UPLOAD_TOO_LARGE");
  }
  if (method === "POST" && config.idempotency !== "none") {
    codes.add("IDEMPOTENCY_KEY_REUSED");
    codes.add("IDEMPOTENCY_IN_PROGRESS");
  }
  if (config.ifMatch === true) {
    codes.add("PRECONDITION_REQUIRED");
    codes.add("PRECONDITION_FAILED");
  }
  return CODES.filter((code) => codes.has(code));
}

function readShape(schema: object): object {
  return "shape" in schema && schema.shape instanceof Object ? schema.shape : {};
}

/** Lays the common part over the schema that zod made of a route. */
export function describeOperation(schema: Json, route: RouteOptions): Json {
  const { config = {}, method } = route;
  return {
    ...schema,
    ...(config.access === "public" ? { security: [] } : {}),
    ...(config.bodies === undefined ? {} : { body: describeBodies(config.bodies) }),
    headers: describeHeaders(config, String(method)),
    response: { ...(schema.response as Json | undefined), ...describeRefusals(listErrorCodes(route)) },
  };
}

function describeBodies(bodies: Readonly<Record<string, z.ZodType>>): Json {
  const content = Object.entries(bodies).map(([type, schema]) => [
    type,
    { schema: z.toJSONSchema(schema, { io: "input" }) },
  ]);
  return { content: Object.fromEntries(content) };
}

function describeHeaders(config: NonNullable<RouteOptions["config"]>, method: string): Json {
  const properties: Json = {};
  if (method === "POST" && config.idempotency !== "none") {
    properties["Idempotency-Key"] = {
      type: "string",
      minLength: 8,
      maxLength: 200,
      description: "A random text of your own; the same request sent again with it is done once.",
    };
  }
  if (config.ifMatch === true) {
    const description = 'The ETag of the record as you read it, e.g. W/"3".';
    properties["If-Match"] = { type: "string", description };
  }
  for (const [name, description] of Object.entries(config.headers ?? {})) {
    properties[name] = { type: "string", description };
  }
  const required = [...(config.ifMatch === true ? ["If-Match"] : []), ...Object.keys(config.headers ?? {})];
  return { type: "object", properties, required };
}

function describeRefusals(codes: readonly ErrorCode[]): Json {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort((a, b) => a - b);
  const entries = statuses.map((status) => {
    const group = codes.filter((code) => ERRORS[code].status === status);
    const description = group.map((code) => `\`${code}\` ${ERRORS[code].title}.`).join(" ");
    const schema = { $ref: "#/components/schemas/Problem" };
    const example = describeProblem(new RibinError(group[0] ?? "INTERNAL"), "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10");
    return [String(status), { description, content: { [PROBLEM_MEDIA_TYPE]: { schema, example } } }];
  });
  return Object.fromEntries(entries);
}
