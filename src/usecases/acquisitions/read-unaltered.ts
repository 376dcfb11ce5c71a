import { createHash } from "node:crypto";
import { RibinError } from "../../domain/errors.ts";
import type { Deps } from "../deps.ts";

/**
 * The bytes of a stored file, held against the hash that its record states; null: it states none. `words` say what an altered one is not.
 * @throws RibinError FILE_NOT_FOUND, EVIDENCE_ALTERED
 */
export async function readUnaltered(
  { blobs }: Pick<Deps, "blobs">,
  { key, sha256 }: { readonly key: string; readonly sha256: string | null },
  words: string,
): Promise<Uint8Array> {
  const bytes = await blobs.readBlob(key);
  if (sha256 !== null && createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw new RibinError("EVIDENCE_ALTERED", words);
  return bytes;
}
