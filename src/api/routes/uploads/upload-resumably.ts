import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { RibinError } from "../../../domain/errors.ts";
import { findOwnUpload } from "../../../usecases/find-own-upload.ts";
import { createTusServer, UPLOADS_PATH } from "../../create-tus-server.ts";
import type { Route } from "../../fastify-types.ts";
import { settleHijacked } from "../../plugins/idempotency.ts";
import { contextOf } from "../../request-context.ts";

const TUS_CONTENT_TYPE = "application/offset+octet-stream";

/** tus 1.0: create, send, ask how much came, give up. What is sent becomes evidence by POST /v1/acquisitions with its id. */
export const uploadResumably: Route = (app, service) => {
  const tus = createTusServer(service);

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.method !== "OPTIONS" && request.headers["tus-resumable"] !== "1.0.0") {
      reply.header("tus-version", "1.0.0");
      throw new RibinError("PRECONDITION_FAILED", "Send Tus-Resumable: 1.0.0, the version that this service speaks.");
    }
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    await tus.answer(request, reply.raw);
    await settleHijacked(service.deps, request, { status: reply.raw.statusCode, headers: reply.raw.getHeaders() });
  }

  app.register(async (scope) => {
    // The bytes are left where they are; tus reads them.
    scope.addContentTypeParser(TUS_CONTENT_TYPE, (_request, _payload, done) => done(null));

    scope.route({
      method: ["POST", "OPTIONS"],
      url: UPLOADS_PATH,
      config: { errors: ["UPLOAD_EMPTY", "UPLOAD_TOO_LARGE", "PRECONDITION_FAILED"] },
      schema: { hide: true },
      handler: answer,
    });
    scope.route<{ Params: { uploadId: string } }>({
      method: ["HEAD", "PATCH", "DELETE"],
      url: `${UPLOADS_PATH}/:uploadId`,
      config: { errors: ["UPLOAD_NOT_FOUND", "CONFLICT", "UPLOAD_TOO_LARGE", "PRECONDITION_FAILED"] },
      schema: { hide: true, params: z.object({ uploadId: z.string() }) },
      handler: async (request, reply) => {
        await findOwnUpload(service.deps, contextOf(request), { id: request.params.uploadId });
        await answer(request, reply);
      },
    });
  });
};
