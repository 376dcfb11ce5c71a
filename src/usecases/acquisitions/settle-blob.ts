import { RibinError } from "../../domain/errors.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import type { Deps } from "../deps.ts";
import { makeIncomingKey } from "./blob-keys.ts";

/**
 * Moves an acquisition's file from where it was received to where its row says that it lies. The row is written first, so a
 * crash in between loses nothing: whoever needs the file settles it, and doing so twice or at once is harmless.
 * @throws RibinError FILE_NOT_FOUND where the file is in neither place
 */
export async function settleBlob(deps: Pick<Deps, "blobs">, acquisition: Acquisition): Promise<void> {
  if ((await deps.blobs.statBlob(acquisition.blobKey)) !== null) return;
  try {
    await deps.blobs.moveBlob(makeIncomingKey(acquisition.id), acquisition.blobKey);
  } catch (error) {
    if (!(error instanceof RibinError && error.code === "FILE_NOT_FOUND")) throw error;
    if ((await deps.blobs.statBlob(acquisition.blobKey)) === null) throw error;
  }
}
