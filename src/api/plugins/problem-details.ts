/** The one mapper of errors to HTTP: problem+json with a stable code, and no detail of what nobody foresaw. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { Deps } from "../../usecases/deps.ts";
import { describeProblem, PROBLEM_MEDIA_TYPE } from "../contracts/problem.ts";
import { explainValidation } from "../explain-validation.ts";
import type { App } from "../fastify-types.ts";
import { listMethodsAt } from "./route-table.ts";

const BODY_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty; send JSON, at least {}.",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not valid JSON.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is not as long as Content-Length says.",
  FST_INVALID_JSON_FIELD_ERROR: "A form field that says it is JSON is not.",
  FST_PROTO_VIOLATION: "A form field has a forbidden name.",
  FST_PARTS_LIMIT: "The form has too many parts.",
  FST_FIELDS_LIMIT: "The form has too many fields.",
  FST_FILES_LIMIT: "The form has more than one file.",
};

type ProblemNeeds = Pick<Deps, "log" | "meters">;

/** The RibinError that stands for any error a request may end in. */
function toRibinError(error: unknown): RibinError {
  if (error instanceof RibinError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return explainValidation(error.validation, error.validationContext ?? "body");
  }
  const { code = "", statusCode = 500, message = "" } = (error ?? {}) as Partial<FastifyError>;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new RibinError("UPLOAD_TOO_LARGE", "The body is larger than this route takes.");
  }
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE" || code === "FST_INVALID_MULTIPART_CONTENT_TYPE") {
    return new RibinError("MEDIA_TYPE_UNSUPPORTED");
  }
  const body =
    BODY_CODES[code] ??
    (statusCode === 400 && error instanceof SyntaxError ? BODY_CODES.FST_ERR_CTP_INVALID_JSON_BODY : undefined);
  if (body !== undefined) {
    return refuseField("body", body);
  }
  if (statusCode >= 400 && statusCode < 500) return new RibinError("VALIDATION_FAILED", message);
  return new RibinError("INTERNAL", undefined, { cause: error });
}

/** Answers with the problem document of `error`; 5xx are logged with their cause. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  { log, meters }: ProblemNeeds,
): FastifyReply {
  const known = toRibinError(error);
  meters?.countError({ code: known.code, where: "request" });
  if (known.status >= 500) {
    const cause = known.cause ?? known;
    const { stack } = cause instanceof Error ? cause : { stack: String(cause) };
    log.error({ requestId: request.id, route: request.routeOptions.url, code: known.code, stack }, "request failed");
  }
  if (known.code === "UNAUTHENTICATED") reply.header("www-authenticate", "Bearer");
  if (known.passing && request.idempotency !== null) request.idempotency.passing = true;
  const { retryAfterSeconds } = known.extra;
  if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
  if (known.code === "UNAVAILABLE" && !reply.hasHeader("retry-after")) reply.header("retry-after", "5");
  // A string is sent as it is: a refusal must not fail in a route's response contract.
  return reply
    .code(known.status)
    .type(PROBLEM_MEDIA_TYPE)
    .headers({ "cache-control": "no-store", "x-request-id": request.id })
    .send(JSON.stringify(describeProblem(known, request.id)));
}

/** Installs the mapper for errors, and 404 and 405 for what no route takes. */
export function installProblemDetails(app: App, deps: ProblemNeeds): void {
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, deps));
  app.setNotFoundHandler((request, reply) => {
    const methods = listMethodsAt(app.routeTable, request.url.split("?")[0] ?? "");
    if (methods.length === 0) {
      return sendProblem(request, reply, new RibinError("NOT_FOUND", "There is no such address; see /docs."), deps);
    }
    const allowed = methods.join(", ");
    reply.header("allow", allowed);
    const message = `${request.method} is not possible here; use ${allowed}.`;
    return sendProblem(request, reply, new RibinError("METHOD_NOT_ALLOWED", message), deps);
  });
}
