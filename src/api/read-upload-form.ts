/** A multipart form with one file, read as it comes: the fields first, then the file as a stream, never wholly in memory. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { RibinError, refuseField } from "../domain/errors.ts";

const FIELD_LIMITS = { fields: 20, fieldNameSize: 60, fieldSize: 4_000, files: 1, headerPairs: 20 };

export interface UploadForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly file: Readable;
  /** SHA-256 of the file, hex; null until it was read to its end. */
  readSha256(): string | null;
}

/**
 * Errors: VALIDATION_FAILED without a file part or with a field given twice; while the file is read: UPLOAD_INCOMPLETE when the
 * form breaks off. A file beyond `maxFileBytes` is cut one byte behind it, so that who counts sees that it is too large.
 */
export async function readUploadForm(request: FastifyRequest, maxFileBytes: number): Promise<UploadForm> {
  try {
    return await readParts(request, maxFileBytes);
  } catch (error) {
    // Errors of the form's parser have no status; Fastify's and our own have one.
    if (error instanceof Error && !("statusCode" in error) && !(error instanceof RibinError)) {
      const message = "The form cannot be read: it has no boundary, or it breaks off.";
      throw new RibinError("VALIDATION_FAILED", message, { errors: [{ field: "body", message }], cause: error });
    }
    throw error;
  }
}

async function readParts(request: FastifyRequest, maxFileBytes: number): Promise<UploadForm> {
  const fields: Record<string, string> = {};
  const limits = { ...FIELD_LIMITS, fileSize: maxFileBytes + 1 };
  for await (const part of request.parts({ limits })) {
    if (part.type === "file") return { fields, fileName: part.filename ?? "", ...readFile(part.file) };
    if (part.fieldname in fields || part.valueTruncated || typeof part.value !== "string") {
      const message = "A field stands twice in the form, is too long or is not text.";
      throw refuseField(part.fieldname, message);
    }
    fields[part.fieldname] = part.value;
  }
  const message = "The form has no file; send it as the last part, with a file name.";
  throw refuseField("file", message);
}

function readFile(source: Readable): Pick<UploadForm, "file" | "readSha256"> {
  const hash = createHash("sha256");
  let sha256: string | null = null;
  async function* readChunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      throw new RibinError("UPLOAD_INCOMPLETE", "The form broke off before the end of the file.", { cause: error });
    }
    sha256 = hash.digest("hex");
  }
  return { file: Readable.from(readChunks(), { objectMode: false }), readSha256: () => sha256 };
}

/** Reads a file to its end without keeping it. */
export async function discardFile(form: UploadForm): Promise<string> {
  for await (const _chunk of form.file);
  const sha256 = form.readSha256();
  if (sha256 === null) throw new RibinError("UPLOAD_INCOMPLETE");
  return sha256;
}
