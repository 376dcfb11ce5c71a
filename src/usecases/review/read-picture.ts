import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { listPictures } from "../../repositories/review/comparison-pictures.ts";
import { readUnaltered } from "../acquisitions/read-unaltered.ts";
import type { Deps } from "../deps.ts";
import { openBenchNotes } from "./open-bench-notes.ts";

/** A picture that was kept, held against its hash; for no auditor as such. Errors: as `openBenchNotes`, NOT_FOUND, FILE_NOT_FOUND, EVIDENCE_ALTERED. */
export async function readPicture(
  deps: Pick<Deps, "sql" | "clock" | "blobs">,
  context: RequestContext,
  input: { readonly linkageId: string; readonly pictureId: string },
): Promise<Uint8Array> {
  const of = await openBenchNotes(deps, context, input.linkageId, "picture.read");
  const found = (await listPictures(deps.sql, input.linkageId, of)).find(({ id }) => id === input.pictureId);
  if (found === undefined) throw new RibinError("NOT_FOUND");
  const picture = { key: found.blobKey, sha256: found.sha256 };
  return readUnaltered(deps, picture, "The stored picture's bytes are not those that were kept.");
}
