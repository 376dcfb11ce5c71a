import type { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { FileFormat } from "../../domain/vocabulary.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { describeImage } from "./describe-image.ts";
import { assertAcquisitionThere } from "./find-readable-acquisition.ts";

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
 * Errors: NOT_FOUND (also: no preview yet), FORBIDDEN.
 */
export async function openAcquisitionImage(
  deps: Pick<Deps, "sql" | "clock" | "blobs">,
  context: RequestContext,
  input: { id: string; variant: "original" | "preview" },
): Promise<OpenedImage> {
  const found = await findAcquisition(deps.sql, input.id);
  if (found === null) {
    throw await refuseUnseen(deps, context, "acquisition.image.read", { kind: "acquisition", id: input.id });
  }
  const target = await describeImage(deps, context, found);
  const subject = { kind: "acquisition", id: found.id };
  await authorise(deps, context, "acquisition.image.read", target, subject);
  await assertAcquisitionThere(deps, found.id);
  const entitled = found.ownerState === context.actor.state || target.released === true;
  if (input.variant === "original" && !entitled) {
    throw new RibinError(
      "FORBIDDEN",
      "The agreement covers the picture; the original file needs a release of its case.",
    );
  }
  const key = input.variant === "original" ? found.blobKey : found.previewKey;
  if (key === null) throw new RibinError("NOT_FOUND", "The picture of this acquisition is not made yet.");
  const stat = await deps.blobs.statBlob(key);
  if (stat === null) throw new RibinError("FILE_NOT_FOUND", "The file is missing in the store; tell the operator.");
  await recordForeignRead(deps, context, "acquisition.image_read", target, subject);
  const preview = input.variant === "preview";
  return {
    stream: await deps.blobs.openBlob(key),
    fileName: preview ? `${found.id}.png` : found.fileName,
    contentType: preview ? "image/png" : CONTENT_TYPES[found.format],
    sizeBytes: stat.size,
  };
}
