import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { RibinError } from "../domain/errors.ts";

/** The command line reads whole files for analysis; larger ones are refused before they are read. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** Reads a file named on the command line. FILE_NOT_FOUND, UPLOAD_EMPTY or UPLOAD_TOO_LARGE where it cannot be evidence. */
export async function readEvidenceFile(path: string): Promise<{ bytes: Uint8Array; fileName: string }> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new RibinError("FILE_NOT_FOUND", `${path} is not a file.`);
  if (info.size === 0) throw new RibinError("UPLOAD_EMPTY", `${path} is empty.`);
  if (info.size > MAX_FILE_BYTES) throw new RibinError("UPLOAD_TOO_LARGE", `${path} is larger than 1 GiB.`);
  return { bytes: await readFile(path), fileName: basename(path) };
}
