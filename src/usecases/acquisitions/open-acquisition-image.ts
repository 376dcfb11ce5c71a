import type { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { FileFormat } from "../../domain/vocabulary.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findImage } from "./find-image.ts";

export interface OpenedImage {
  readonly stream: Readable;
  /** For the download; of another state's unreleased file it is made of the id, because a name may tell of the case. */
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

const CONTENT_TYPES: Readonly<Record<FileFormat, string>> = {
  X3P: "application/zip",
  PNG: "image/png",
  TIFF: "image/tiff",
  JPEG: "image/jpeg",
};

/**
 * The file as it was received ("original") or the picture made of it ("preview"). Of another state's acquisition that is not
 * released, the preview only, and only where the acquisition stands in a candidate with the actor's state and the two states'
 * agreement covers it: an original's header may hold case facts, names or places.
 * Errors: NOT_FOUND (also: no preview yet), FORBIDDEN, EXAMINATION_NOT_DOCUMENTED.
 */
export async function openAcquisitionImage(
  deps: Pick<Deps, "sql" | "clock" | "blobs">,
  context: RequestContext,
  input: { id: string; variant: "original" | "preview" },
): Promise<OpenedImage> {
  const original = input.variant === "original";
  const { found, target, subject } = await findImage(deps, context, { id: input.id, original });
  const key = original ? found.blobKey : found.previewKey;
  if (key === null) throw new RibinError("NOT_FOUND", "The picture of this acquisition is not made yet.");
  const stat = await deps.blobs.statBlob(key);
  if (stat === null) throw new RibinError("FILE_NOT_FOUND", "The file is missing in the store; tell the operator.");
  await recordForeignRead(deps, context, "acquisition.image_read", target, subject);
  return {
    stream: await deps.blobs.openBlob(key),
    fileName: original ? found.fileName : `${found.id}.png`,
    contentType: original ? CONTENT_TYPES[found.format] : "image/png",
    sizeBytes: stat.size,
  };
}
