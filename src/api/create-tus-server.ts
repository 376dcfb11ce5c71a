/** The tus 1.0 protocol over the upload store, with RIBIN's owners, limits and refusals. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { Server } from "@tus/server";
import type { FastifyRequest } from "fastify";
import { type ErrorCode, RibinError } from "../domain/errors.ts";
import { findUploadLimit, isUploadPurpose, registerUpload } from "../usecases/acquisitions/register-upload.ts";
import { completeUpload, forgetUpload } from "../usecases/acquisitions/settle-upload.ts";
import type { ApiService } from "./api-config.ts";
import { describeProblem, PROBLEM_MEDIA_TYPE } from "./contracts/problem.ts";
import { contextOf } from "./request-context.ts";

export const UPLOADS_PATH = "/v1/uploads";

export interface TusServer {
  /** Answers the request past Fastify; resolves when the answer is sent. */
  answer(request: FastifyRequest, response: ServerResponse): Promise<void>;
}

export function createTusServer({ deps, config, uploadStore }: ApiService): TusServer {
  // tus hands its own kind of request to its hooks; this is the one that is being answered.
  const current = new AsyncLocalStorage<FastifyRequest>();
  const requestNow = (): FastifyRequest => {
    const request = current.getStore();
    if (request === undefined) throw new RibinError("INTERNAL");
    return request;
  };

  const server = new ProblemServer(() => requestNow().id, {
    path: UPLOADS_PATH,
    datastore: uploadStore,
    // Clients are told what a scan may have; `registerUpload` decides by the upload's purpose.
    maxSize: ({ method }) => findUploadLimit(deps.limits, method === "OPTIONS" ? "acquisition" : "import"),
    relativeLocation: config.publicUrl === null,
    ...(config.publicUrl === null
      ? {}
      : { generateUrl: (_request, { id }) => `${config.publicUrl}${UPLOADS_PATH}/${id}` }),
    // tus would take the end of the address, query and all: the id is the one whose owner the route has checked.
    getFileIdFromRequest: () => readUploadId(requestNow()),
    // No other site's page has business here.
    allowedOrigins: [],
    async onUploadCreate(_tusRequest, upload) {
      if (upload.size === undefined) {
        throw new RibinError("VALIDATION_FAILED", "State the size of the file in Upload-Length.");
      }
      const fileName = upload.metadata?.filename?.trim().slice(0, 255);
      if (!fileName) throw new RibinError("VALIDATION_FAILED", "State the file's name as filename in Upload-Metadata.");
      const purpose = upload.metadata?.purpose ?? "acquisition";
      if (!isUploadPurpose(purpose)) {
        throw new RibinError(
          "VALIDATION_FAILED",
          "The purpose in Upload-Metadata is acquisition or import; leave it out.",
        );
      }
      const file = { id: upload.id, fileName, sizeBytes: upload.size };
      await registerUpload(deps, contextOf(requestNow()), { ...file, purpose });
      return {};
    },
    async onUploadFinish(_tusRequest, upload) {
      await completeUpload(deps, { id: upload.id });
      return {};
    },
    onResponseError(_tusRequest, error) {
      const known = toRibinError(error);
      if (known.status >= 500) {
        const fields = { requestId: requestNow().id, code: known.code, error: String(known.cause ?? known) };
        deps.log.error(fields, "upload failed");
      }
      return { status_code: known.status, body: JSON.stringify(describeProblem(known, requestNow().id)) };
    },
  });
  server.on("POST_TERMINATE", (_request, _response, id: string) => {
    forgetUpload(deps, { id }).catch((error) => deps.log.error({ error: String(error) }, "upload not forgotten"));
  });

  return { answer: (request, response) => current.run(request, () => server.handle(request.raw, response)) };
}

/** Undefined where the address names no upload; tus answers that it is not found. */
function readUploadId(request: FastifyRequest): string | undefined {
  const { uploadId } = request.params as { uploadId?: string };
  return uploadId;
}

/** tus writes its refusals as plain text; this writes all of them as problem documents. */
class ProblemServer extends Server {
  readonly #requestId: () => string;

  constructor(requestId: () => string, options: ConstructorParameters<typeof Server>[0]) {
    super(options);
    this.#requestId = requestId;
  }

  override write(...[context, headers, status, body]: Parameters<Server["write"]>): ReturnType<Server["write"]> {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set("content-type", PROBLEM_MEDIA_TYPE);
    if (status === 503) headers.set("retry-after", "5");
    if (body?.startsWith("{")) return super.write(context, headers, status, body);
    const known = toRibinError({ status_code: status, body });
    return super.write(context, headers, known.status, JSON.stringify(describeProblem(known, this.#requestId())));
  }
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "VALIDATION_FAILED",
  403: "VALIDATION_FAILED",
  404: "UPLOAD_NOT_FOUND",
  409: "CONFLICT",
  410: "UPLOAD_NOT_FOUND",
  413: "UPLOAD_TOO_LARGE",
  501: "VALIDATION_FAILED",
};

/** tus throws plain objects with a status and a text for people. */
function toRibinError(error: unknown): RibinError {
  if (error instanceof RibinError) return error;
  if (typeof error === "object" && error !== null && "status_code" in error && "body" in error) {
    const code = CODES[Number(error.status_code)];
    if (code !== undefined) return new RibinError(code, String(error.body).trim());
  }
  return new RibinError("INTERNAL", undefined, { cause: error });
}
