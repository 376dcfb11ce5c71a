import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { RibinError } from "../../../domain/errors.ts";
import { findOwnUpload } from "../../../usecases/acquisitions/find-own-upload.ts";
import { createTusServer, UPLOADS_PATH } from "../../create-tus-server.ts";
import type { Route } from "../../fastify-types.ts";
import { settleHijacked } from "../../plugins/idempotency.ts";
import { contextOf } from "../../request-context.ts";
import { guardUploads } from "../../upload-gate.ts";

const TUS_CONTENT_TYPE = "application/offset+octet-stream";

const TUS_RESUMABLE = { "Tus-Resumable": "Always 1.0.0." };
const FILE_NAME =
  "`filename` and the file's name in base64, separated by a blank; after a comma `purpose` and `import` in base64 for a file that is imported.";
const noBody = (description: string) => z.undefined().describe(description);

type OwnUpload = { Params: { uploadId: string } };
type OwnRequest = FastifyRequest<OwnUpload>;

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
    guardUploads(scope, service);
    // The bytes are left where they are; tus reads them.
    scope.addContentTypeParser(TUS_CONTENT_TYPE, (_request, _payload, done) => done(null));

    const common = { tags: ["uploads"] };
    const onOne = { ...common, params: z.object({ uploadId: z.string() }) };
    scope.post(
      UPLOADS_PATH,
      {
        config: {
          errors: ["UPLOAD_EMPTY", "UPLOAD_TOO_LARGE", "PRECONDITION_FAILED"],
          headers: { ...TUS_RESUMABLE, "Upload-Length": "Bytes of the file.", "Upload-Metadata": FILE_NAME },
        },
        schema: {
          ...common,
          operationId: "createUpload",
          summary: "Begin a resumable upload",
          description:
            "Its Location is where to send to; the last part of it is the `uploadId` of an acquisition or of an import.",
          response: { 201: noBody("Created; see Location and Upload-Expires.") },
        },
      },
      answer,
    );
    scope.options(UPLOADS_PATH, { schema: { hide: true } }, answer);

    const own = async (request: OwnRequest) => {
      await findOwnUpload(service.deps, contextOf(request), { id: request.params.uploadId });
    };
    const url = `${UPLOADS_PATH}/:uploadId`;
    scope.head<OwnUpload>(
      url,
      {
        config: {
          errors: ["UPLOAD_NOT_FOUND", "PRECONDITION_FAILED"],
          headers: TUS_RESUMABLE,
          swagger: { exposeHeadRoute: true },
        },
        schema: {
          ...onOne,
          operationId: "readUploadOffset",
          summary: "Ask how much of an upload came",
          response: { 200: noBody("See Upload-Offset.") },
        },
        preHandler: own,
      },
      answer,
    );
    scope.patch<OwnUpload>(
      url,
      {
        config: {
          errors: ["UPLOAD_NOT_FOUND", "CONFLICT", "UPLOAD_TOO_LARGE", "PRECONDITION_FAILED"],
          headers: { ...TUS_RESUMABLE, "Upload-Offset": "Where these bytes begin: what HEAD said." },
          bodies: { [TUS_CONTENT_TYPE]: z.string().meta({ format: "binary" }) },
        },
        schema: {
          ...onOne,
          operationId: "sendUpload",
          summary: "Send the next bytes of an upload",
          description: "After a broken connection: HEAD, then PATCH from that offset.",
          response: { 204: noBody("Taken; see Upload-Offset.") },
        },
        preHandler: own,
      },
      answer,
    );
    scope.delete<OwnUpload>(
      url,
      {
        config: { errors: ["UPLOAD_NOT_FOUND", "PRECONDITION_FAILED"], headers: TUS_RESUMABLE },
        schema: {
          ...onOne,
          operationId: "deleteUpload",
          summary: "Give an upload up",
          response: { 204: noBody("Its bytes are gone.") },
        },
        preHandler: own,
      },
      answer,
    );
  });
};
