/** The tus 1.0 protocol over the upload store, with RIBIN's owners, limits and refusals. */
import type { ServerResponse } from "node:http";
import { Server, type ServerOptions } from "@tus/server";
import type { FastifyRequest } from "fastify";
import { type ErrorCode, RibinError } from "../domain/errors.ts";
import { registerUpload } from "../usecases/register-upload.ts";
import { completeUpload, forgetUpload } from "../usecases/settle-upload.ts";
import type { ApiService } from "./api-config.ts";
import { describeProblem, PROBLEM_MEDIA_TYPE } from "./contracts/problem.ts";
import { contextOf } from "./request-context.ts";

export const UPLOADS_PATH = "/v1/uploads";

type TusRequest = Parameters<NonNullable<ServerOptions["onIncomingRequest"]>>[0];

export interface TusServer {
  /** Answers the request past Fastify; resolves when the answer is sent. */
  answer(request: FastifyRequest, response: ServerResponse): Promise<void>;
}

export function createTusServer({ deps, config, uploadStore }: ApiService): TusServer {
  const exchanges = new WeakMap<object, { request: FastifyRequest; response: ServerResponse }>();
  const exchangeOf = (tusRequest: TusRequest) => {
    const found = exchanges.get(tusRequest.runtime?.node?.req ?? {});
    if (found === undefined) throw new RibinError("INTERNAL");
    return found;
  };

  const server = new Server({
    path: UPLOADS_PATH,
    datastore: uploadStore,
    maxSize: deps.limits.maxUploadBytes,
    relativeLocation: config.publicUrl === null,
    ...(config.publicUrl === null
      ? {}
      : { generateUrl: (_request, { id }) => `${config.publicUrl}${UPLOADS_PATH}/${id}` }),
    // No other site's page has business here.
    allowedOrigins: [],
    async onUploadCreate(tusRequest, upload) {
      if (upload.size === undefined) {
        throw new RibinError("VALIDATION_FAILED", "State the size of the file in Upload-Length.");
      }
      const fileName = upload.metadata?.filename?.trim().slice(0, 255);
      if (!fileName) throw new RibinError("VALIDATION_FAILED", "State the file's name as filename in Upload-Metadata.");
      const context = contextOf(exchangeOf(tusRequest).request);
      await registerUpload(deps, context, { id: upload.id, fileName, sizeBytes: upload.size });
      return {};
    },
    async onUploadFinish(_tusRequest, upload) {
      await completeUpload(deps, { id: upload.id });
      return {};
    },
    onResponseError(tusRequest, error) {
      const { request, response } = exchangeOf(tusRequest);
      const known = toRibinError(error);
      if (known.status >= 500) {
        deps.log.error(
          { requestId: request.id, code: known.code, error: String(known.cause ?? known) },
          "upload failed",
        );
      }
      response.setHeader("content-type", PROBLEM_MEDIA_TYPE);
      return { status_code: known.status, body: JSON.stringify(describeProblem(known, request.id)) };
    },
  });
  server.on("POST_TERMINATE", (_request, _response, id: string) => {
    forgetUpload(deps, { id }).catch((error) => deps.log.error({ error: String(error) }, "upload not forgotten"));
  });

  return {
    answer(request, response) {
      exchanges.set(request.raw, { request, response });
      return server.handle(request.raw, response);
    },
  };
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
