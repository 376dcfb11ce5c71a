import type { ComparedMark } from "../../repositories/correlation/comparisons.ts";
import type { Deps } from "../deps.ts";
import { readUnaltered } from "./read-unaltered.ts";

/**
 * The bytes of a prepared mark, held against what was stored of them.
 * @throws RibinError FILE_NOT_FOUND, EVIDENCE_ALTERED
 */
export function readMark(deps: Pick<Deps, "blobs">, mark: Pick<ComparedMark, "key" | "sha256">): Promise<Uint8Array> {
  return readUnaltered(deps, mark, "The stored mark's bytes are not those that were compared.");
}
