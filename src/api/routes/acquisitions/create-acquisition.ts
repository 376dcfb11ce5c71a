import multipart from "@fastify/multipart";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { RibinError } from "../../../domain/errors.ts";
import { findOwnUpload } from "../../../usecases/acquisitions/find-own-upload.ts";
import { type ReceivedAcquisition, receiveAcquisition } from "../../../usecases/acquisitions/receive-acquisition.ts";
import { useUpload } from "../../../usecases/acquisitions/settle-upload.ts";
import { viewAcquisition } from "../../../usecases/acquisitions/view-acquisition.ts";
import type { ApiService } from "../../api-config.ts";
import { acquisitionSchema } from "../../contracts/acquisition.ts";
import {
  acquisitionFieldsSchema,
  acquisitionFormSchema,
  newAcquisitionSchema,
} from "../../contracts/new-acquisition.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { drainRequest } from "../../drain-request.ts";
import { parseWith } from "../../explain-validation.ts";
import type { Route } from "../../fastify-types.ts";
import { hashRequest } from "../../idempotency-hash.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { replayDeferred } from "../../plugins/idempotency.ts";
import { discardFile, readUploadForm } from "../../read-upload-form.ts";
import { contextOf } from "../../request-context.ts";
import { guardUploads } from "../../upload-gate.ts";

const receivedSchema = acquisitionSchema
  .extend({
    sameImages: z
      .array(idSchema)
      .describe("Acquisitions of your state's other labs that are the same bytes: the same image, never a match."),
  })
  .meta({ id: "ReceivedAcquisition", description: "An acquisition as it was received; its steps follow." });

/** Codes of the file itself; each leaves a refusal on record and nothing else. */
const FILE_ERRORS = [
  "UPLOAD_EMPTY",
  "UPLOAD_INCOMPLETE",
  "UPLOAD_NOT_FOUND",
  "DUPLICATE_ACQUISITION",
  "FORMAT_UNKNOWN",
  "FORMAT_MISMATCH",
  "X3P_NOT_ZIP",
  "X3P_ZIP_TRUNCATED",
  "X3P_ZIP_TOO_MANY_ENTRIES",
  "X3P_ZIP_BOMB",
  "X3P_ZIP_UNSAFE_PATH",
  "X3P_ENTRY_MISSING",
  "X3P_XML_INVALID",
  "X3P_XML_FORBIDDEN",
  "X3P_CHECKSUM_MISSING",
  "X3P_CHECKSUM_MISMATCH",
  "X3P_MATRIX_SIZE",
  "X3P_UNSUPPORTED",
  "SIZE_ABSURD",
  "SURFACE_EMPTY",
  "SCALE_INVALID",
  "IMAGE_UNREADABLE",
  "IMAGE_BOMB",
  "NOT_FOUND",
  "VALIDATION_FAILED",
  "MEDIA_TYPE_UNSUPPORTED",
  "UPLOAD_TOO_LARGE",
] as const;

export const createAcquisition: Route = (app, service) => {
  app.register(async (scope) => {
    await scope.register(multipart);
    guardUploads(scope, service);
    scope.addHook("onResponse", async (request) => drainRequest(request.raw));
    scope.withTypeProvider<ZodTypeProvider>().post(
      "/v1/acquisitions",
      {
        config: {
          idempotency: "deferred",
          errors: FILE_ERRORS,
          bodies: { "multipart/form-data": acquisitionFormSchema, "application/json": newAcquisitionSchema },
        },
        schema: {
          tags: ["acquisitions"],
          operationId: "createAcquisition",
          summary: "Upload an image or scan of an exhibit",
          description:
            "As a form, its fields first and the file last, which is streamed; or as JSON with the id of a finished resumable " +
            "upload. The file is read and hashed before the answer; its candidates come later, see its events.",
          response: { 201: shown(receivedSchema) },
        },
      },
      async (request, reply) => {
        const received = request.isMultipart()
          ? await receiveForm(service, request, reply)
          : await receiveUpload(service, request);
        if (received === null) return reply;
        service.poke?.();
        const { acquisition, sameAs } = received;
        setEntityTag(reply, acquisition.version);
        // Whether another state holds the same image is not the uploader's to know.
        const own = sameAs.filter((other) => other.ownerState === acquisition.ownerState);
        return reply
          .code(201)
          .header("location", `/v1/acquisitions/${acquisition.id}`)
          .send({
            ...viewAcquisition(acquisition, service.deps.clock.now()),
            sameImages: own.map((other) => other.acquisitionId),
          });
      },
    );
  });
};

/** Null where the request was answered before: its file is read, compared with the first one's hash, and not kept. */
async function receiveForm(
  { deps }: ApiService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ReceivedAcquisition | null> {
  const form = await readUploadForm(request, deps.limits.maxUploadBytes);
  const hash = (sha256: string) => hashRequest(request, { ...form.fields, sha256, fileName: form.fileName }, []);
  if (request.idempotency?.answered) {
    replayDeferred(request, reply, hash(await discardFile(form)));
    return null;
  }
  const fields = parseWith(acquisitionFieldsSchema, form.fields);
  try {
    const input = { ...fields, fileName: form.fileName, body: form.file };
    return await receiveAcquisition(deps, contextOf(request), input);
  } finally {
    const sha256 = form.readSha256();
    if (request.idempotency !== null && sha256 !== null) request.idempotency.requestHash = hash(sha256);
  }
}

async function receiveUpload({ deps, uploadStore }: ApiService, request: FastifyRequest): Promise<ReceivedAcquisition> {
  const { uploadId, ...statement } = parseWith(newAcquisitionSchema, request.body);
  const context = contextOf(request);
  const upload = await findOwnUpload(deps, context, { id: uploadId });
  if (upload.acquisitionId !== null) {
    const message = "This upload was used already.";
    throw new RibinError("DUPLICATE_ACQUISITION", message, { extra: { existingId: upload.acquisitionId } });
  }
  const { offset } = await uploadStore.getUpload(uploadId);
  if (offset !== upload.sizeBytes) {
    throw new RibinError("UPLOAD_INCOMPLETE", `${offset} of ${upload.sizeBytes} bytes have come.`);
  }
  const body = await uploadStore.read(uploadId);
  const received = await receiveAcquisition(deps, context, { ...statement, fileName: upload.fileName, body });
  await useUpload(deps, { id: uploadId, acquisitionId: received.acquisition.id });
  await uploadStore.remove(uploadId).catch((error) => deps.log.warn({ error: String(error) }, "upload not removed"));
  return received;
}
