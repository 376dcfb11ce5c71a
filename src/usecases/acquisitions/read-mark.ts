import { createHash } from "node:crypto";
import { RibinError } from "../../domain/errors.ts";
import type { ComparedMark } from "../../repositories/correlation/comparisons.ts";
import type { Deps } from "../deps.ts";

/**
 * The bytes of a prepared mark, held against what was stored of them.
 * @throws RibinError FILE_NOT_FOUND, EVIDENCE_ALTERED
 */
export async function readMark(
  deps: Pick<Deps, "blobs">,
  mark: Pick<ComparedMark, "key" | "sha256">,
): Promise<Uint8Array> {
  const bytes = await deps.blobs.readBlob(mark.key);
  if (mark.sha256 !== null && createHash("sha256").update(bytes).digest("hex") !== mark.sha256) {
    throw new RibinError("EVIDENCE_ALTERED", "The stored mark's bytes are not those that were compared.");
  }
  return bytes;
}
