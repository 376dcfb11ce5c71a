import multipart from "@fastify/multipart";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { BUNDLE_LIMITS } from "../../../domain/exchange/bundle-manifest.ts";
import { previewBundle } from "../../../usecases/exchange/preview-bundle.ts";
import { previewImport } from "../../../usecases/exchange/preview-import.ts";
import type { ViewedImport } from "../../../usecases/exchange/read-import.ts";
import type { ApiService } from "../../api-config.ts";
import { importFieldsSchema, importFormSchema, importSchema } from "../../contracts/import.ts";
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
          bodies: { "multipart/form-data": importFormSchema },
        },
        schema: {
          tags: ["exchange"],
          operationId: "createImport",
          summary: "Preview the import of a file of your state",
          description:
            "A form, its fields first and the file last, which is streamed. The answer says what is new, the same or in conflict; nothing " +
            "is imported before `POST /v1/imports/{id}/application`. A file with a fault is refused whole, with the row and column of each.",
          response: { 201: shown(importSchema) },
        },
      },
      async (request, reply) => {
        const created = await receiveForm(service, request, reply);
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
    const { format, labId } = fields;
    const file = { labId, fileName: form.fileName, body: form.file };
    if (format === "bundle") return await previewBundle(deps, contextOf(request), file);
    return await previewImport(deps, contextOf(request), { ...file, format });
  } finally {
    const sha256 = form.readSha256();
    if (request.idempotency !== null && sha256 !== null) request.idempotency.requestHash = hash(sha256);
  }
}
