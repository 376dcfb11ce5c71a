import type { Readable } from "node:stream";
import multipart from "@fastify/multipart";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { RibinError } from "../../../domain/errors.ts";
import { BUNDLE_LIMITS } from "../../../domain/exchange/bundle-manifest.ts";
import { findOwnUpload } from "../../../usecases/acquisitions/find-own-upload.ts";
import { forgetUpload } from "../../../usecases/acquisitions/settle-upload.ts";
import { previewBundle } from "../../../usecases/exchange/preview-bundle.ts";
import { previewImport } from "../../../usecases/exchange/preview-import.ts";
import type { ViewedImport } from "../../../usecases/exchange/read-import.ts";
import type { ApiService } from "../../api-config.ts";
import { importFieldsSchema, importFormSchema, importSchema, newImportSchema } from "../../contracts/import.ts";
import { shown } from "../../contracts/primitives.ts";
import { drainRequest } from "../../drain-request.ts";
import { parseWith } from "../../explain-validation.ts";
import type { Route } from "../../fastify-types.ts";
import { hashRequest } from "../../idempotency-hash.ts";
import { replayDeferred } from "../../plugins/idempotency.ts";
import { discardFile, readUploadForm } from "../../read-upload-form.ts";
import { contextOf } from "../../request-context.ts";

export const createImport: Route = (app, service) => {
  app.register(async (scope) => {
    await scope.register(multipart);
    scope.addHook("onResponse", async (request) => drainRequest(request.raw));
    scope.withTypeProvider<ZodTypeProvider>().post(
      "/v1/imports",
      {
        config: {
          idempotency: "deferred",
          errors: [
            "UPLOAD_EMPTY",
            "UPLOAD_TOO_LARGE",
            "UPLOAD_INCOMPLETE",
            "UPLOAD_NOT_FOUND",
            "IMPORT_INVALID",
            "IMPORT_XML_FORBIDDEN",
            "IMPORT_WRONG_STATE",
            "BUNDLE_UNREADABLE",
            "BUNDLE_INVALID",
            "BUNDLE_KEY_REFUSED",
            "NOT_FOUND",
            "VALIDATION_FAILED",
            "MEDIA_TYPE_UNSUPPORTED",
          ],
          bodies: { "multipart/form-data": importFormSchema, "application/json": newImportSchema },
        },
        schema: {
          tags: ["exchange"],
          operationId: "createImport",
          summary: "Preview the import of a file of your state",
          description:
            "A form, its fields first and the file last, which is streamed; or JSON with the id of a finished resumable upload. The answer says what is new, the same or in conflict; nothing " +
            "is imported before `POST /v1/imports/{id}/application`. A file with a fault is refused whole, with the row and column of each.",
          response: { 201: shown(importSchema) },
        },
      },
      async (request, reply) => {
        const created = request.isMultipart()
          ? await receiveForm(service, request, reply)
          : await receiveUpload(service, request);
        if (created === null) return reply;
        return reply.code(201).header("location", `/v1/imports/${created.id}`).send(created);
      },
    );
  });
};

/** Null where the request was answered before. */
async function receiveForm(
  { deps }: ApiService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ViewedImport | null> {
  const form = await readUploadForm(request, BUNDLE_LIMITS.bytes);
  const hash = (sha256: string) => hashRequest(request, { ...form.fields, sha256, fileName: form.fileName }, []);
  if (request.idempotency?.answered) {
    replayDeferred(request, reply, hash(await discardFile(form)));
    return null;
  }
  const fields = parseWith(importFieldsSchema, form.fields);
  try {
    return await preview(deps, request, { ...fields, fileName: form.fileName, body: form.file });
  } finally {
    const sha256 = form.readSha256();
    if (request.idempotency !== null && sha256 !== null) request.idempotency.requestHash = hash(sha256);
  }
}

/** Kept until it was previewed: what fails on the way is asked for again, and nothing is sent twice. */
async function receiveUpload({ deps, uploadStore }: ApiService, request: FastifyRequest): Promise<ViewedImport> {
  const { uploadId, ...fields } = parseWith(newImportSchema, request.body);
  const upload = await findOwnUpload(deps, contextOf(request), { id: uploadId });
  const { offset } = await uploadStore.getUpload(uploadId);
  if (offset !== upload.sizeBytes) {
    throw new RibinError("UPLOAD_INCOMPLETE", `${offset} of ${upload.sizeBytes} bytes have come.`);
  }
  const body = await uploadStore.read(uploadId);
  const created = await preview(deps, request, { ...fields, fileName: upload.fileName, body });
  await uploadStore.remove(uploadId).catch((error) => deps.log.warn({ error: String(error) }, "upload not removed"));
  await forgetUpload(deps, { id: uploadId });
  return created;
}

function preview(
  deps: ApiService["deps"],
  request: FastifyRequest,
  { format, ...file }: z.output<typeof importFieldsSchema> & { readonly fileName: string; readonly body: Readable },
): Promise<ViewedImport> {
  if (format === "bundle") return previewBundle(deps, contextOf(request), file);
  return previewImport(deps, contextOf(request), { ...file, format });
}
